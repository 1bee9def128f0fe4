import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Textbook } from './contract';
import { get } from './http';

/** Books change when an operator reads one in or takes one away, so an hour-old table of contents is good. */
const AN_HOUR = 60 * 60_000;

export const textbooks = queryOptions({
  queryKey: ['textbooks'],
  queryFn: async ({ signal }) => (await get('/api/v1/textbooks', {}, signal)).textbooks,
  staleTime: AN_HOUR,
});

/** How long a book is, in words. */
export function length({ chapters }: Textbook): string {
  return `${chapters.length} ${chapters.length === 1 ? 'chapter' : 'chapters'}`;
}

/** Has what is held of a book looked at again, and which books there are. */
export async function booksChanged(client: QueryClient, slug: string): Promise<void> {
  await Promise.all(
    [['textbooks'], ['questions', slug], ['chapter', slug], ['search', slug]].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
}

export const startingQuestions = (textbook: string) =>
  queryOptions({
    queryKey: ['questions', textbook],
    queryFn: async ({ signal }) =>
      (await get('/api/v1/textbooks/{slug}/questions', { slug: textbook }, signal)).questions,
    staleTime: AN_HOUR,
  });

export const chapter = (textbook: string, slug: string) =>
  queryOptions({
    queryKey: ['chapter', textbook, slug],
    queryFn: ({ signal }) =>
      get(
        '/api/v1/textbooks/{slug}/chapters/{chapter}',
        { slug: textbook, chapter: slug.split('/') },
        signal,
      ),
    staleTime: 5 * 60_000,
  });

export const search = (textbook: string, words: string) =>
  queryOptions({
    queryKey: ['search', textbook, words],
    queryFn: async ({ signal }) =>
      (await get('/api/v1/search', {}, signal, { q: words, textbook, limit: 12 })).results,
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
