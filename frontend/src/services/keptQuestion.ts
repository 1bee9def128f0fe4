/** A question asked by a visitor who has yet to sign in; it outlives a reload, and ends with the tab. */
export type KeptQuestion = {
  text: string;
  textbook: string | undefined;
  conversation: string | undefined;
};

const PLACE = 'hornbook.question';

export function keepQuestion(question: KeptQuestion): void {
  sessionStorage.setItem(PLACE, JSON.stringify(question));
}

export function keptQuestion(): KeptQuestion | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as KeptQuestion | null;
    return typeof kept?.text === 'string' ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function forgetQuestion(): void {
  sessionStorage.removeItem(PLACE);
}
