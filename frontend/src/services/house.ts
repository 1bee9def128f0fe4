import { queryOptions, useQuery } from '@tanstack/react-query';
import type { House } from './contract';
import { get } from './http';

export type SignUp = House['signUp'];

const house = queryOptions({
  queryKey: ['house'],
  queryFn: ({ signal }) => get('/api/v1/house', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who may make an account here; undefined until it is known. What the server does not say is taken for open: it judges anyway. */
export function useSignUp(): SignUp | undefined {
  const { data, isError } = useQuery(house);
  return data?.signUp ?? (isError ? 'open' : undefined);
}
