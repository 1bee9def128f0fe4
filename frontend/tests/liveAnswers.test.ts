import { describe, expect, test, vi } from 'vitest';
import { draft, recoverAsked } from '../src/services/drafts';
import { messages } from '../src/services/history';
import { LiveAnswers, NEW } from '../src/services/liveAnswers';
import { createQueryClient } from '../src/services/queries';
import { conversation, json, message, Stream, wire } from './wire';

const POST = '/api/v1/conversations/c-1/messages';

function setUp() {
  const client = createQueryClient();
  const answers = new LiveAnswers(client, async () => {});
  client.setQueryData(messages('c-1').queryKey, []);
  return { client, answers };
}

const asking = { text: 'Why?', conversation: 'c-1', textbook: undefined };

describe('A question', () => {
  test('is on the page before the server has said a word', () => {
    const { answers } = setUp();
    wire().on('POST', POST, () => new Promise(() => {}));
    answers.ask(asking);
    expect(answers.at('c-1')).toMatchObject({ question: 'Why?', phase: 'asking', text: '' });
  });

  test('makes a conversation where there is none, with the book it is about', async () => {
    const { answers } = setUp();
    const created = vi.fn();
    wire()
      .on('POST', '/api/v1/conversations', () => json(conversation({}), 201))
      .on('POST', POST, () => new Stream().send('done', { message: message({}) }).response);
    const done = answers.ask({ ...asking, conversation: undefined, textbook: 'robots', created });
    expect(answers.at(NEW)?.question).toBe('Why?');
    await done;
    expect(created).toHaveBeenCalledWith('c-1');
    expect(wire().asked('POST', '/api/v1/conversations')[0]?.body).toEqual({ textbook: 'robots' });
    expect(answers.at(NEW)).toBeUndefined();
  });

  test('goes over into the history with its answer', async () => {
    const { answers, client } = setUp();
    wire().on('POST', POST, () => new Stream().send('done', { message: message({}) }).response);
    await answers.ask(asking);
    const history = client.getQueryData(messages('c-1').queryKey);
    expect(history?.map((each) => each.text)).toEqual(['Why?', 'It drifts [1].']);
    expect(answers.at('c-1')).toBeUndefined();
  });

  test('that failed before it was answered is tried again under its key, and kept meanwhile', async () => {
    const { answers } = setUp();
    wire().on('POST', POST, () => json({ detail: 'No.' }, 500));
    await answers.ask(asking);
    expect(answers.at('c-1')).toMatchObject({ phase: 'failed', question: 'Why?' });
    recoverAsked();
    expect(draft('c-1')).toBe('Why?');
    wire().on('POST', POST, () => new Stream().send('done', { message: message({}) }).response);
    await answers.retry('c-1');
    const keys = wire()
      .asked('POST', POST)
      .map((call) => (call.body as { key: string }).key);
    expect(new Set(keys).size).toBe(1);
    expect(draft('c-1')).toBe('');
  });

  test('whose answer failed is asked anew', async () => {
    const { answers } = setUp();
    const start = { message: message({ status: 'streaming', text: '' }) };
    wire().on(
      'POST',
      POST,
      () =>
        new Stream().send('start', start).send('failed', { problem: { detail: 'No.' } }).response,
    );
    await answers.ask(asking);
    await answers.retry('c-1');
    const keys = wire()
      .asked('POST', POST)
      .map((call) => (call.body as { key: string }).key);
    expect(new Set(keys).size).toBe(2);
  });

  test('asks its reader to sign in where the session has ended', async () => {
    const { answers } = setUp();
    const needed = vi.fn();
    answers.onTurnedAway = needed;
    wire().on('POST', POST, () => json({ title: 'Unauthorized' }, 401));
    await answers.ask(asking);
    expect(needed).toHaveBeenCalledWith(expect.objectContaining(asking), 401);
  });

  test('of a guest who became somebody while it was on its way is asked again for the account', async () => {
    const { answers } = setUp();
    wire().on('POST', POST, () => json({ title: 'Not found' }, 404));
    await answers.ask({ ...asking, by: 'u-guest' });
    answers.askAgainFor('u-other');
    expect(wire().asked('POST', POST)).toHaveLength(1);
    answers.askAgainFor('u-guest');
    await vi.waitFor(() => expect(wire().asked('POST', POST)).toHaveLength(2));
  });
});

describe('An answer under way', () => {
  test('stops when it is asked to, and keeps what has come', async () => {
    const { answers, client } = setUp();
    const stream = new Stream();
    const stop = '/api/v1/messages/a-1/stop';
    wire()
      .on('POST', POST, () => stream.response)
      .on('POST', stop, () => {
        stream.send('done', { message: message({ status: 'stopped', text: 'It ' }) });
        return json({});
      });
    const done = answers.ask(asking);
    stream.send('start', { message: message({ status: 'streaming', text: '' }) });
    stream.send('delta', { text: 'It ' });
    await vi.waitFor(() => expect(answers.at('c-1')?.text).toBe('It '));
    await answers.stop('c-1');
    await done;
    expect(wire().asked('POST', stop)).toHaveLength(1);
    const history = client.getQueryData(messages('c-1').queryKey);
    expect(history?.at(-1)).toMatchObject({ status: 'stopped', text: 'It ' });
  });

  test('that is stopped before it began is stopped when it begins', async () => {
    const { answers } = setUp();
    const stream = new Stream();
    wire()
      .on('POST', POST, () => stream.response)
      .on('POST', '/api/v1/messages/a-1/stop', () => json({}));
    answers.ask(asking);
    await answers.stop('c-1');
    stream.send('start', { message: message({ status: 'streaming', text: '' }) });
    await vi.waitFor(() =>
      expect(wire().asked('POST', '/api/v1/messages/a-1/stop')).toHaveLength(1),
    );
  });

  test('is taken up after a reload, once', async () => {
    const { answers, client } = setUp();
    const half = message({ status: 'streaming', text: '' });
    client.setQueryData(messages('c-1').queryKey, [half]);
    wire().on(
      'GET',
      '/api/v1/messages/a-1/events',
      () =>
        new Stream().send('start', { message: half }).send('done', { message: message({}) })
          .response,
    );
    await answers.takeUp(half);
    await answers.takeUp(half);
    expect(wire().asked('GET', '/api/v1/messages/a-1/events')).toHaveLength(1);
    expect(client.getQueryData(messages('c-1').queryKey)).toEqual([message({})]);
  });

  test('that nobody writes any more is not asked for for ever', async () => {
    const { answers, client } = setUp();
    const half = message({ status: 'streaming', text: '' });
    client.setQueryData(messages('c-1').queryKey, [half]);
    const events = '/api/v1/messages/a-1/events';
    wire().on('GET', events, () => new Stream().send('done', { message: half }).response);
    await answers.takeUp(half);
    await answers.takeUp(half);
    expect(wire().asked('GET', events)).toHaveLength(7);
    expect(answers.at('c-1')).toBeUndefined();
  });
});
