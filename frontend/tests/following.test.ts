import { describe, expect, test } from 'vitest';
import { type AnswerEvent, type Errand, followAnswer } from '../src/services/following';
import type { Problem } from '../src/services/problem';
import { CITATION, json, message, Stream, wire } from './wire';

const QUESTION: Errand = { conversation: 'c-1', text: 'Why?', key: 'k-1' };
const POST = '/api/v1/conversations/c-1/messages';
const EVENTS = '/api/v1/messages/a-1/events';

async function follow(errand: Errand = QUESTION) {
  const events: AnswerEvent[] = [];
  const pauses: number[] = [];
  const abort = new AbortController();
  const pause = async (seconds: number) => {
    pauses.push(seconds);
  };
  let problem: Problem | undefined;
  try {
    for await (const event of followAnswer(errand, { signal: abort.signal, pause })) {
      events.push(event);
    }
  } catch (thrown) {
    problem = thrown as Problem;
  }
  return { events, pauses, problem, types: events.map((event) => event.type) };
}

describe('An answer', () => {
  test('is followed to its last event', async () => {
    const stream = new Stream()
      .send('start', { message: message({ status: 'streaming', text: '' }) })
      .send('delta', { text: 'It drifts [1].' })
      .send('citation', CITATION)
      .send('done', { message: message({}) });
    wire().on('POST', POST, () => stream.response);
    const { types } = await follow();
    expect(types).toEqual(['start', 'delta', 'citation', 'done']);
    expect(wire().calls[0]?.body).toEqual({ text: 'Why?', key: 'k-1' });
    expect(wire().calls[0]?.headers.get('accept')).toBe('text/event-stream');
  });

  test('goes on behind the last event when its stream breaks off', async () => {
    const first = new Stream()
      .send('start', { message: message({ status: 'streaming' }) })
      .send('delta', { text: 'It ' });
    const second = new Stream(2)
      .send('delta', { text: 'drifts.' })
      .send('done', { message: message({}) });
    wire()
      .on('POST', POST, () => {
        setTimeout(() => first.breakOff());
        return first.response;
      })
      .on('GET', EVENTS, () => second.response);
    const { types } = await follow();
    expect(types).toEqual(['start', 'delta', 'waiting', 'delta', 'done']);
    expect(wire().asked('GET', EVENTS)[0]?.headers.get('last-event-id')).toBe('2');
    expect(wire().asked('POST', POST)).toHaveLength(1);
  });

  test('is taken up again when its stream ends too early', async () => {
    const first = new Stream().send('start', { message: message({ status: 'streaming' }) });
    first.end();
    wire()
      .on('POST', POST, () => first.response)
      .on('GET', EVENTS, () => new Stream(1).send('done', { message: message({}) }).response);
    expect((await follow()).types).toEqual(['start', 'waiting', 'done']);
  });

  test('that had not begun is asked for again under the same key', async () => {
    let tries = 0;
    wire().on('POST', POST, () => {
      tries += 1;
      if (tries === 1) throw new TypeError('connection refused');
      return new Stream().send('done', { message: message({}) }).response;
    });
    const { types } = await follow();
    expect(types).toEqual(['waiting', 'done']);
    const keys = wire().calls.map((call) => (call.body as { key: string }).key);
    expect(keys).toEqual(['k-1', 'k-1']);
  });

  test('waits as long as the server asks for while the database wakes', async () => {
    let tries = 0;
    wire().on('POST', POST, () => {
      tries += 1;
      if (tries > 1) return new Stream().send('done', { message: message({}) }).response;
      return json({ detail: 'The database is waking' }, 503, { 'retry-after': '3' });
    });
    const { events, pauses } = await follow();
    expect(pauses).toEqual([3]);
    expect(events[0]).toMatchObject({ type: 'waiting', seconds: 3 });
    expect((events[0] as { problem: Problem }).problem.message).toBe('The database is waking.');
  });

  test('is given up at once where another try cannot help', async () => {
    wire().on('POST', POST, () => json({ detail: 'Too long.' }, 413));
    const { problem, pauses } = await follow();
    expect(problem?.message).toBe('Too long.');
    expect(pauses).toEqual([]);
  });

  test('is given up when the server wants more patience than a reader has', async () => {
    wire().on('POST', POST, () =>
      json({ detail: 'Quota used up.' }, 503, { 'retry-after': '900' }),
    );
    const { problem, pauses } = await follow();
    expect(problem?.retryAfter).toBe(900);
    expect(pauses).toEqual([]);
  });

  test('is given up after six tries without an event', async () => {
    wire().on('POST', POST, () => {
      throw new TypeError('connection refused');
    });
    const { problem, pauses } = await follow();
    expect(pauses).toEqual([0.5, 1, 2, 4, 8, 16]);
    expect(problem?.status).toBe(0);
  });

  test('that another instance is still writing is asked for a little later', async () => {
    let tries = 0;
    wire().on('GET', EVENTS, () => {
      tries += 1;
      const status = tries === 1 ? 'streaming' : 'complete';
      return new Stream(4).send('done', { message: message({ status }) }).response;
    });
    const { types, pauses } = await follow({ message: 'a-1' });
    expect(types).toEqual(['waiting', 'done']);
    expect(pauses).toEqual([0.5]);
  });

  test('that failed says why', async () => {
    const stream = new Stream().send('failed', { problem: { detail: 'The model did not answer' } });
    wire().on('POST', POST, () => stream.response);
    const { events } = await follow();
    expect((events[0] as { problem: Problem }).problem.message).toBe('The model did not answer.');
  });

  test('may bring events of a newer server', async () => {
    const stream = new Stream()
      .send('thinking', { about: 'it' })
      .send('done', { message: message({}) });
    wire().on('POST', POST, () => stream.response);
    expect((await follow()).types).toEqual(['done']);
  });
});
