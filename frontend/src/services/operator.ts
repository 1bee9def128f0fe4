import { queryOptions, useQuery } from '@tanstack/react-query';
import { useAccount } from './account';
import { getJson, sendJson } from './http';
import type { Invitation } from './wire';

const AT = '/api/v1/operator';

export const role = (reader: string) =>
  queryOptions({
    queryKey: ['operator', reader],
    queryFn: ({ signal }) => getJson<{ operator: boolean }>(AT, signal),
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
  await sendJson('POST', `${AT}/claim`, { token });
}

export const invitations = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) =>
    (await getJson<{ invitations: Invitation[] }>(`${AT}/invitations`, signal)).invitations,
  staleTime: 0,
  gcTime: 0,
});

/** @param email whom it is for; empty for whoever has the link */
export async function invite(email: string, days: number): Promise<Invitation> {
  const response = await sendJson('POST', `${AT}/invitations`, {
    days,
    ...(email !== '' && { email }),
  });
  return (await response.json()) as Invitation;
}

export async function withdraw(id: string): Promise<void> {
  await sendJson('DELETE', `${AT}/invitations/${encodeURIComponent(id)}`);
}
