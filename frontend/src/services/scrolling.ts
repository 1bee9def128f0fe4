import { newKey } from './keys';

/** How the page shown was reached: by going on, by Back, Forward or a reload, or by a fragment of the page itself. */
export type Arrival = 'onward' | 'return' | 'fragment';

const PLACE = 'hornbook.scrolled';

/** Entries of the history whose scroll position is remembered. */
const REMEMBERED = 50;

/**
 * Remembers how far each entry of the browser's history was scrolled. The browser does this too, but it looks before the
 * page is drawn, when there is nothing yet to scroll.
 */
const positions = restored();
let entry = entryOf(window.history.state) ?? named();
let arrival: Arrival = positions.has(entry) ? 'return' : 'onward';

window.history.scrollRestoration = 'manual';

window.addEventListener('popstate', () => {
  remember();
  const before = entryOf(window.history.state);
  // The browser makes entries of its own for links to a fragment, and scrolls there itself.
  entry = before ?? named();
  arrival = before === undefined ? 'fragment' : 'return';
});

window.addEventListener('pagehide', () => {
  remember();
  const latest = [...positions].slice(-REMEMBERED);
  sessionStorage.setItem(PLACE, JSON.stringify(latest));
});

export function howArrived(): Arrival {
  return arrival;
}

/** Goes on to an entry just about to be made; what is returned belongs into its state. */
export function leave(): { entry: string } {
  remember();
  entry = newKey();
  arrival = 'onward';
  return { entry };
}

/** Scrolls to where the entry was left, once its page is drawn. */
export function scrollBack(): void {
  window.scrollTo({ top: positions.get(entry) ?? 0, behavior: 'instant' });
}

function remember(): void {
  // Anew at the end: the oldest are forgotten first.
  positions.delete(entry);
  positions.set(entry, window.scrollY);
}

function named(): string {
  const name = newKey();
  window.history.replaceState({ ...window.history.state, entry: name }, '');
  return name;
}

function entryOf(state: unknown): string | undefined {
  const value = (state as { entry?: unknown } | null)?.entry;
  return typeof value === 'string' ? value : undefined;
}

function restored(): Map<string, number> {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(PLACE) ?? '[]') as [string, number][]);
  } catch {
    return new Map();
  }
}
