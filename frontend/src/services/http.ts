import type { Contract } from './contract';
import { Problem } from './problem';

type Routes = Contract['routes'];

/** A path as the contract names it, with `{parameters}`. */
type Path = keyof Routes extends `${string} ${infer P}` ? P : never;

type To<M extends string> = keyof Routes extends infer R
  ? R extends `${M} ${infer P}`
    ? P
    : never
  : never;

type Route<M extends string, P extends string> = `${M} ${P}` extends keyof Routes
  ? Routes[`${M} ${P}`]
  : never;

type Named<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Named<Rest>
  : never;

/** A list stands for several pieces of the path, with slashes between them. */
type InPath<P extends string> = { [name in Named<P>]: string | string[] };

type Query = { [name: string]: string | number | boolean | undefined };

type Answer<R> = R extends { answer: infer A } ? A : undefined;

type Sent<R> = R extends { body: infer B } ? B : undefined;

type Asked<R> = R extends { query: infer Q } ? Q : undefined;

/** A route's address. */
export function at<P extends Path>(path: P, names: InPath<P>, query: Query = {}): string {
  const values = names as Record<string, string | string[]>;
  const place = path.replace(/\{(\w+)\}/g, (_, name) =>
    [values[name] ?? ''].flat().map(encodeURIComponent).join('/'),
  );
  const asked = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)]);
  return asked.length === 0 ? place : `${place}?${new URLSearchParams(asked)}`;
}

/** A request to Hornbook's own origin; what isn't a success is thrown as a {@link Problem}. */
export async function request(address: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: 'same-origin', ...init });
  } catch (thrown) {
    if (init.signal?.aborted) throw thrown;
    throw Problem.unreachable();
  }
  if (!response.ok) throw await Problem.ofResponse(response);
  return response;
}

/** What a route answers to those who only look. */
export async function get<P extends To<'GET'>>(
  path: P,
  names: InPath<P>,
  signal: AbortSignal,
  query?: Asked<Route<'GET', P>>,
): Promise<Answer<Route<'GET', P>>> {
  const headers = { accept: 'application/json' };
  const response = await request(at(path, names, query as Query), { headers, signal });
  return (await response.json()) as Answer<Route<'GET', P>>;
}

/** What a route answers to those who change something; undefined where it says nothing. */
export async function send<M extends 'POST' | 'PUT' | 'PATCH' | 'DELETE', P extends To<M>>(
  method: M,
  path: P,
  names: InPath<P>,
  body?: Sent<Route<M, P>>,
): Promise<Answer<Route<M, P>>> {
  const response = await request(at(path, names), {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const told = response.headers.get('content-type')?.startsWith('application/json');
  return (told ? await response.json() : undefined) as Answer<Route<M, P>>;
}
