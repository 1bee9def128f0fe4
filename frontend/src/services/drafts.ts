/** Words written but not yet asked, by conversation; they outlive a reload, and end with the tab. */
const PREFIX = 'hornbook.draft.';

export function draft(place: string): string {
  return sessionStorage.getItem(PREFIX + place) ?? '';
}

export function keepDraft(place: string, text: string): void {
  if (text === '') sessionStorage.removeItem(PREFIX + place);
  else sessionStorage.setItem(PREFIX + place, text);
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}
