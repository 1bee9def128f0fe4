import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { Wire, wire } from './wire';

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

beforeEach(() => {
  Wire.start();
  window.history.replaceState(null, '', '/');
});

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});
