import { queryOptions } from '@tanstack/react-query';
import type { Allowance } from './contract';
import { get } from './http';

/** Who writes the next answer, and how many more a model writes today. */
export const allowance = queryOptions({
  queryKey: ['allowance'],
  queryFn: ({ signal }) => get('/api/v1/me/questions', {}, signal),
});

const BOOK = 'Answers quote the book.';

/** What a reader should know before asking; undefined while there is plenty, and where there is no limit. */
export function allowanceWords({ limit, left, usedUp, until }: Allowance): string | undefined {
  if (limit === undefined || left === undefined || until === undefined) return undefined;
  if (left > Math.ceil(limit / 5)) return undefined;
  if (left > 0) {
    const questions = left === 1 ? '1 question' : `${left} questions`;
    return `${questions} to the language model left until ${clock(until)}. After that, answers quote the book.`;
  }
  switch (usedUp) {
    case 'everybodys':
      return `Everybody’s questions to the language model are used up until ${clock(until)}. ${BOOK}`;
    case 'guests':
      return 'Guests’ answers quote the book. Sign up to ask the language model.';
    default:
      return limit > 0
        ? `Your questions to the language model are used up until ${clock(until)}. ${BOOK}`
        : undefined;
  }
}

function clock(time: string): string {
  return new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
