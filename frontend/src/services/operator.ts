import { queryOptions, useQuery } from '@tanstack/react-query';
import { useAccount } from './account';
import type { IngestReport, Invitation } from './contract';
import { at, get, request, send } from './http';
import { Problem } from './problem';

export const role = (reader: string) =>
  queryOptions({
    queryKey: ['operator', reader],
    queryFn: ({ signal }) => get('/api/v1/operator', {}, signal),
  });

/**
 * Whether the reader is an operator; undefined until it is known.
 *
 * @param worthAsking false where it may not be asked just for this: it could wake the database
 */
export function useOperator(worthAsking = true): boolean | undefined {
  const account = useAccount();
  const reader = account.state === 'in' ? account.reader.id : '';
  const { data, isError } = useQuery({ ...role(reader), enabled: reader !== '' && worthAsking });
  return data?.operator ?? (isError ? false : undefined);
}

/** @throws Problem when the link makes nobody the operator */
export async function becomeOperator(token: string): Promise<void> {
  await send('POST', '/api/v1/operator/claim', {}, { token });
}

export const invitations = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) =>
    (await get('/api/v1/operator/invitations', {}, signal)).invitations,
  staleTime: 0,
  gcTime: 0,
});

/** @param email whom it is for; empty for whoever has the link */
export async function invite(email: string, days: number): Promise<Invitation> {
  return send('POST', '/api/v1/operator/invitations', {}, { days, ...(email !== '' && { email }) });
}

export async function withdraw(id: string): Promise<void> {
  await send('DELETE', '/api/v1/operator/invitations/{id}', { id });
}

/** Takes a book away; conversations about it stay. */
export async function takeAway(slug: string): Promise<void> {
  await send('DELETE', '/api/v1/operator/textbooks/{slug}', { slug });
}

const LONGEST_BOOK = 20 * 1024 * 1024;

function typeOf(name: string): string {
  if (name.endsWith('.zip')) return 'application/zip';
  return /\.x?html?$/.test(name) ? 'text/html' : 'text/markdown';
}

/**
 * Has a book read in: a ZIP of Markdown or HTML, or one such file.
 *
 * @param slug its name in addresses; empty for one made of the file's
 * @throws Problem when nothing of it was read in
 */
export async function readBookIn(file: File, slug: string): Promise<IngestReport> {
  if (file.size > LONGEST_BOOK) {
    throw new Problem(413, { detail: 'A book may be 20 MB long. Leave pictures out.' });
  }
  const query = { name: file.name, ...(slug !== '' && { as: slug }) };
  const response = await request(at('/api/v1/operator/textbooks', {}, query), {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': typeOf(file.name.toLowerCase()),
    },
    body: file,
  });
  return (await response.json()) as IngestReport;
}
