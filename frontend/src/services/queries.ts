import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

/** A server that wants to be asked again later than this is not asked again on its own. Seconds. */
const PATIENCE = 10;

/**
 * Nothing is asked for twice without a reason, nothing on a timer, nothing on regaining focus: an open page that nobody
 * touches must let the database sleep.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A browser without a network still reaches a Hornbook on its own machine.
        networkMode: 'always',
        staleTime: 60_000,
        gcTime: 30 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        refetchInterval: false,
        retry: (failures, thrown) => {
          const problem = Problem.of(thrown);
          return problem.passing && failures < 2 && (problem.retryAfter ?? 0) <= PATIENCE;
        },
        retryDelay: (failures, thrown) =>
          Math.max(Problem.of(thrown).retryAfter ?? 0, 2 ** failures) * 1000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
