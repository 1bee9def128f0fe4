import type { Citation, Contract, Message } from './contract';
import { readEvents, type ServerEvent } from './eventStream';
import { at, request } from './http';
import { Problem } from './problem';

type Events = Contract['events'];

export type AnswerEvent =
  | { type: 'start'; message: Message }
  | { type: 'delta'; text: string }
  | { type: 'citation'; citation: Citation }
  | { type: 'done'; message: Message }
  | { type: 'failed'; problem: Problem }
  /** The road is broken; another try follows in so many seconds. */
  | { type: 'waiting'; seconds: number; problem: Problem };

/** A question to ask, or an answer that is already on its way. */
export type Errand = { conversation: string; text: string; key: string } | { message: string };

export type Following = {
  signal: AbortSignal;
  pause: (seconds: number, signal: AbortSignal) => Promise<void>;
};

/** An instance that doesn't write the answer itself says how far it is known to be: another of them is at it. */
const ELSEWHERE = new Problem(503, { detail: 'The answer is still being written.' });

/** Tries in a row without a single event between them, before the reader is told. */
const TRIES = 6;

/** A server that asks for more patience than this is not waited for. Seconds. */
const PATIENCE = 30;

/**
 * Asks, and follows the answer to its last event over broken connections: before the answer has begun the question is sent
 * again under the same key (the server knows it), later the stream is taken up behind the last event that came.
 */
export async function* followAnswer(
  errand: Errand,
  { signal, pause }: Following,
): AsyncGenerator<AnswerEvent> {
  let message = 'message' in errand ? errand.message : undefined;
  let last = '';
  let tries = 0;
  for (;;) {
    let problem = Problem.unreachable();
    try {
      const response = await (message === undefined && 'key' in errand
        ? ask(errand, signal)
        : goOn(message ?? '', last, signal));
      for await (const raw of readEvents(response)) {
        const event = parse(raw);
        if (!event) continue;
        if (event.type === 'done' && event.message.status === 'streaming') {
          problem = ELSEWHERE;
          break;
        }
        tries = 0;
        last = raw.id || last;
        if (event.type === 'start') message = event.message.id;
        yield event;
        if (event.type === 'done' || event.type === 'failed') return;
      }
    } catch (thrown) {
      if (signal.aborted) return;
      problem = Problem.of(thrown);
    }
    tries += 1;
    const seconds = Math.max(problem.retryAfter ?? 0, 0.5 * 2 ** (tries - 1));
    if (!problem.passing || tries > TRIES || seconds > PATIENCE) throw problem;
    yield { type: 'waiting', seconds, problem };
    await pause(seconds, signal);
    if (signal.aborted) return;
  }
}

export function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function ask(
  { conversation, text, key }: { conversation: string; text: string; key: string },
  signal: AbortSignal,
) {
  return request(at('/api/v1/conversations/{id}/messages', { id: conversation }), {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ text, key }),
    signal,
  });
}

function goOn(message: string, last: string, signal: AbortSignal) {
  return request(at('/api/v1/messages/{id}/events', { id: message }), {
    headers: { accept: 'text/event-stream', ...(last && { 'last-event-id': last }) },
    signal,
  });
}

/** Unknown events and data that cannot be read are passed over: a newer server may say more than this page knows. */
function parse({ type, data }: ServerEvent): AnswerEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  switch (type) {
    case 'start':
      return { type, message: (value as Events['start']).message };
    case 'delta':
      return { type, text: (value as Events['delta']).text };
    case 'citation':
      return { type, citation: value as Events['citation'] };
    case 'done':
      return { type, message: (value as Events['done']).message };
    case 'failed': {
      const document = (value as Partial<Events['failed']>).problem;
      return { type, problem: new Problem(document?.status ?? 500, document) };
    }
    default:
      return undefined;
  }
}
