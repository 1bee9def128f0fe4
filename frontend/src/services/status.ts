import { queryOptions } from '@tanstack/react-query';
import { getJson } from './http';

export type Spread = { p50: number; p95: number; max: number };

export type Change = { at: string; state: string; reason?: { text: string } };

/** Everything after `inWords` is told to operators only. */
export type Status = {
  at: string;
  state: string;
  since: string;
  inWords: string;
  startedAt?: string;
  pool?: {
    total: number;
    active: number;
    waiting: number;
    maximum: number;
    opened: number;
    failed: number;
    lost: number;
    refused: number;
  };
  awakeToday?: { inWords: string };
  wakes?: { at: string; cause: string; by: string }[];
  states?: Change[];
  routes?: {
    route: string;
    requests: number;
    failed: number;
    took: Spread;
    acquire: Spread;
    execute: Spread;
  }[];
  index?: string;
};

/** Asked for again while somebody looks: it costs the server next to nothing, and the database nothing. */
export const status = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => getJson<Status>('/api/v1/status', signal),
  staleTime: 0,
  refetchInterval: 5000,
});
