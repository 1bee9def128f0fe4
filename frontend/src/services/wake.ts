import { send } from './http';

/** Well below the time after which an idle database may be asleep. */
const AWAKE_FOR = 4 * 60_000;

let last = Number.NEGATIVE_INFINITY;

/** The reader begins to write: by the time there is a question, a sleeping database is awake. Nothing waits for it. */
export function hintWake(): void {
  const now = performance.now();
  if (now - last < AWAKE_FOR) return;
  last = now;
  send('POST', '/api/v1/wake', {}).catch(() => {
    // Then the question wakes it.
  });
}
