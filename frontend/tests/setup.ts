import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeEach } from 'vitest';
import { Wire, wire } from './wire';

// As long as a machine with other work may need.
configure({ asyncUtilTimeout: 10_000 });

// What jsdom lacks of a dialog: opening and closing, without its focus trap.
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
window.scrollTo = () => {};

// Set before any module is read: Better Auth's client keeps the fetch that it finds then.
globalThis.fetch = (input, init) => wire().fetch(input, init);

// Better Auth's client tidies up a second after its last reader left; on a busy machine the window is gone by then.
const timers = new Set<ReturnType<typeof globalThis.setTimeout>>();
const { setTimeout: startTimer } = globalThis;
globalThis.setTimeout = ((...given: Parameters<typeof startTimer>) => {
  const timer = startTimer(...given);
  timers.add(timer);
  return timer;
}) as typeof startTimer;

beforeEach(() => {
  Wire.start();
  window.history.replaceState(null, '', '/');
});

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

afterAll(() => {
  for (const timer of timers) {
    clearTimeout(timer);
  }
});
