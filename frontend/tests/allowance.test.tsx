import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { allowanceWords } from '../src/services/allowance';
import { openPage } from './openPage';
import { conversation, json, library, message, Stream, signedIn, wire } from './wire';

const until = '2026-11-22T00:00:00Z';

describe('What is left of a day’s questions', () => {
  test('is told when a fifth is left, and not before', () => {
    expect(allowanceWords({ writer: 'model', limit: 100, left: 21, until })).toBeUndefined();
    expect(allowanceWords({ writer: 'model', limit: 100, left: 20, until })).toMatch(
      /^20 questions to the language model left until /,
    );
    expect(allowanceWords({ writer: 'model', limit: 3, left: 1, until })).toMatch(/^1 question to/);
  });

  test('says whose are used up, and what happens then', () => {
    const used = { writer: 'book', limit: 10, left: 0, until } as const;
    expect(allowanceWords({ ...used, usedUp: 'yours' })).toMatch(
      /^Your questions .* quote the book\.$/,
    );
    expect(allowanceWords({ ...used, usedUp: 'everybodys' })).toMatch(/^Everybody’s questions/);
    expect(allowanceWords({ ...used, usedUp: 'guests' })).toMatch(/Sign up/);
  });

  test('is nobody’s business where no model answers', () => {
    expect(allowanceWords({ writer: 'book' })).toBeUndefined();
    expect(
      allowanceWords({ writer: 'book', limit: 0, left: 0, usedUp: 'yours', until }),
    ).toBeUndefined();
  });

  test('stands below the question, and is counted anew after an answer', async () => {
    let left = 2;
    signedIn()
      .on('GET', '/api/v1/me/questions', () => json({ writer: 'model', limit: 10, left, until }))
      .on('POST', '/api/v1/conversations', () => json(conversation({}), 201));
    const stream = new Stream();
    wire().on('POST', '/api/v1/conversations/c-1/messages', () => stream.response);
    const { user } = await openPage('/');
    await screen.findByText(/^2 questions to the language model left/);
    await user.type(await screen.findByLabelText('Your question'), 'Why does it drift?{Enter}');
    await waitFor(() => expect(window.location.pathname).toBe('/c/c-1'));
    left = 1;
    stream.send('start', { message: message({ status: 'streaming', text: '', citations: [] }) });
    stream.send('done', { message: message({}) });
    stream.end();
    await screen.findByText(/^1 question to the language model left/);
  });

  test('is not asked for a visitor', async () => {
    library();
    await openPage('/');
    await screen.findByLabelText('Your question');
    expect(wire().asked('GET', '/api/v1/me/questions')).toEqual([]);
  });
});
