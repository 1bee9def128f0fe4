import { describe, expect, test } from 'vitest';
import { EventStreamParser, readEvents, type ServerEvent } from '../src/services/eventStream';

function parse(...chunks: string[]): ServerEvent[] {
  const parser = new EventStreamParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
}

const HELLO = [{ type: 'delta', data: '{"text":"hello"}', id: '7' }];

describe('An event stream', () => {
  test('is read event by event', () => {
    expect(parse('id: 7\nevent: delta\ndata: {"text":"hello"}\n\n')).toEqual(HELLO);
  });

  test.each(['\n', '\r\n', '\r'])('may end its lines with %j', (end) => {
    const stream = ['id: 7', 'event: delta', 'data: {"text":"hello"}', '', ''].join(end);
    expect(parse(stream)).toEqual(HELLO);
  });

  test.each(['\n', '\r\n', '\r'])('may be cut anywhere, with %j at the line ends', (end) => {
    const stream = ['id: 7', 'event: delta', ': a comment', 'data: {"text":"hello"}', '', ''].join(
      end,
    );
    for (let cut = 0; cut <= stream.length; cut++) {
      expect(parse(stream.slice(0, cut), '', stream.slice(cut))).toEqual(HELLO);
    }
    expect(parse(...stream)).toEqual(HELLO);
  });

  test('keeps comments to itself', () => {
    expect(parse(': keep-alive\n\n:\n\ndata: x\n\n')).toEqual([
      { type: 'message', data: 'x', id: '' },
    ]);
  });

  test('joins data lines, and takes one space after the colon away', () => {
    expect(parse('data:a\ndata:  b\ndata\n\n')[0]?.data).toBe('a\n b\n');
  });

  test('remembers the last id for events that bring none', () => {
    expect(parse('id: 1\ndata: a\n\ndata: b\n\n').map((event) => event.id)).toEqual(['1', '1']);
  });

  test('does not deliver an event that broke off', () => {
    expect(parse('data: whole\n\ndata: half')).toHaveLength(1);
    expect(parse('data: half\n')).toHaveLength(0);
  });

  test('may begin with a byte order mark', () => {
    expect(parse('\uFEFFdata: x\n\n')).toHaveLength(1);
  });

  test('passes over fields it does not know', () => {
    expect(parse('retry: 10\nfoo: bar\ndata: x\n\n')).toHaveLength(1);
  });

  test('is decoded over chunks that cut a letter in two', async () => {
    const bytes = new TextEncoder().encode('data: café – 機\n\n');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events: ServerEvent[] = [];
    for await (const event of readEvents(new Response(body))) events.push(event);
    expect(events.map((event) => event.data)).toEqual(['café – 機']);
  });
});
