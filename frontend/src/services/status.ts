import { queryOptions } from '@tanstack/react-query';
import { get } from './http';

/** Asked for again while somebody looks: it costs the server next to nothing, and the database nothing. */
export const status = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => get('/api/v1/status', {}, signal),
  staleTime: 0,
  refetchInterval: 5000,
});
