import { describe, expect, test } from 'vitest';
import { accountWords, signIn, signUp } from '../src/services/account';
import { json, wire } from './wire';

describe('What went wrong with an account', () => {
  test.each([
    ['INVALID_EMAIL_OR_PASSWORD', 401, /don’t belong together/],
    ['USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL', 422, /an account with this e-mail address already/],
    ['PASSWORD_TOO_SHORT', 400, /at least 8/],
    ['INVALID_EMAIL', 400, /e-mail address/],
    ['UNHEARD_OF', 418, /didn’t work/],
  ])('%s is said in words', (code, status, words) => {
    expect(accountWords({ code, status }, undefined)).toMatch(words);
  });

  test('is undefined when all went well', async () => {
    wire().on('POST', '/api/auth/sign-up/email', () => json({ token: 't', user: { id: 'u' } }));
    expect(await signUp('Ada', 'ada@example.org', 'difference engine')).toBeUndefined();
    expect(wire().calls[0]?.body).toEqual({
      name: 'Ada',
      email: 'ada@example.org',
      password: 'difference engine',
    });
  });

  test('tells when to try again after too many attempts', async () => {
    wire().on('POST', '/api/auth/sign-in/email', () =>
      json({ message: 'Too many requests.' }, 429, { 'X-Retry-After': '7' }),
    );
    expect(await signIn('ada@example.org', 'wrong')).toMatch(/too often.* 7 s/);
  });

  test('tells that the database is waking', async () => {
    wire().on('POST', '/api/auth/sign-in/email', () => json({}, 503, { 'Retry-After': '2' }));
    expect(await signIn('ada@example.org', 'right')).toMatch(/waking up.* 2 s/);
  });

  test('tells that Hornbook is not there', async () => {
    wire().on('POST', '/api/auth/sign-in/email', () => {
      throw new TypeError('fetch failed');
    });
    expect(await signIn('ada@example.org', 'right')).toMatch(/can’t be reached/);
  });
});
