import { useSyncExternalStore } from 'react';
import { leave } from './scrolling';

/** What an entry of the browser's history remembers besides its address. */
export type Trail = {
  /** The page that a citation was followed from. */
  from?: string;
  /** The cited words, to be marked in the chapter. */
  quote?: string;
  /** The entry's own name: another one each time somebody goes somewhere, be it where they are. */
  entry?: string;
};

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** What is shown: two entries of the history may have one address, and words of their own to be marked in it. */
function shown(): string {
  const { from, quote, entry } = trail();
  return JSON.stringify([window.location.href, from, quote, entry]);
}

/** The address shown, as path, query and fragment; a component that uses it follows it, and the trail. */
export function useAddress(): URL {
  useSyncExternalStore(subscribe, shown);
  return new URL(window.location.href);
}

/** Goes to a page of Hornbook without loading it anew; to the one that is shown already, without another step for Back. */
export function navigate(to: string, { replace = false, trail = {} as Trail } = {}): void {
  const { href, pathname } = window.location;
  const same = new URL(to, href).href === href && trail.quote === undefined;
  const state = { ...trail, ...leave() };
  if (replace || same) window.history.replaceState(state, '', to);
  else window.history.pushState(state, '', to);
  if (window.location.pathname !== pathname || window.location.hash === '')
    window.scrollTo({ top: 0, behavior: 'instant' });
  for (const listener of listeners) listener();
}

export function trail(): Trail {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null ? (state as Trail) : {};
}
