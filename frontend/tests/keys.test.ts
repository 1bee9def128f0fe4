import { expect, test, vi } from 'vitest';
import { newKey } from '../src/services/keys';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('A key is a UUID, and no two are alike', () => {
  expect(newKey()).toMatch(UUID);
  expect(newKey()).not.toBe(newKey());
});

test('A key is a UUID where the browser gives none, over plain HTTP in a school’s network', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  expect(newKey()).toMatch(UUID);
  vi.unstubAllGlobals();
});
