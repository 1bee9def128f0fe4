/** Words written but not yet asked, by conversation; they outlive a reload, and end with the tab. */
const WRITTEN = 'hornbook.draft.';
/** Questions on their way, by conversation, until the server has them. */
const ASKED = 'hornbook.asked.';

export function draft(place: string): string {
  return sessionStorage.getItem(WRITTEN + place) ?? '';
}

export function keepDraft(place: string, text: string): void {
  if (text === '') sessionStorage.removeItem(WRITTEN + place);
  else sessionStorage.setItem(WRITTEN + place, text);
}

export function keepAsked(place: string, text: string): void {
  sessionStorage.setItem(ASKED + place, text);
}

export function forgetAsked(place: string): void {
  sessionStorage.removeItem(ASKED + place);
}

/** After a reload: a question that had not arrived stands where it was written, unless its reader has begun another there. */
export function recoverAsked(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(ASKED)) continue;
    const place = key.slice(ASKED.length);
    if (draft(place) === '') keepDraft(place, sessionStorage.getItem(key) ?? '');
    forgetAsked(place);
  }
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(WRITTEN) || key.startsWith(ASKED)) sessionStorage.removeItem(key);
  }
}
