import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getJson } from './http';
import type { Chapter, SearchResult, Textbook } from './wire';

/** Books change when an operator reads one in, so an hour-old table of contents is good. */
const AN_HOUR = 60 * 60_000;

export const textbooks = queryOptions({
  queryKey: ['textbooks'],
  queryFn: async ({ signal }) =>
    (await getJson<{ textbooks: Textbook[] }>('/api/v1/textbooks', signal)).textbooks,
  staleTime: AN_HOUR,
});

export const startingQuestions = (textbook: string) =>
  queryOptions({
    queryKey: ['questions', textbook],
    queryFn: async ({ signal }) =>
      (
        await getJson<{ questions: string[] }>(
          `/api/v1/textbooks/${encodeURIComponent(textbook)}/questions`,
          signal,
        )
      ).questions,
    staleTime: AN_HOUR,
  });

export const chapter = (textbook: string, slug: string) =>
  queryOptions({
    queryKey: ['chapter', textbook, slug],
    queryFn: ({ signal }) =>
      getJson<Chapter>(
        `/api/v1/textbooks/${encodeURIComponent(textbook)}/chapters/${slug
          .split('/')
          .map(encodeURIComponent)
          .join('/')}`,
        signal,
      ),
    staleTime: 5 * 60_000,
  });

export const search = (textbook: string, words: string) =>
  queryOptions({
    queryKey: ['search', textbook, words],
    queryFn: async ({ signal }) =>
      (
        await getJson<{ results: SearchResult[] }>(
          `/api/v1/search?${new URLSearchParams({ q: words, textbook, limit: '12' })}`,
          signal,
        )
      ).results,
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
