import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { getJson, sendJson } from './http';
import type { Conversation, ConversationsPage, Feedback, Match, Message } from './wire';

const PAGE = 20;

export const conversations = infiniteQueryOptions({
  queryKey: ['conversations'],
  queryFn: ({ pageParam, signal }) =>
    getJson<ConversationsPage>(
      `/api/v1/conversations?${new URLSearchParams({
        limit: String(PAGE),
        ...(pageParam && { after: pageParam }),
      })}`,
      signal,
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

export const messages = (conversation: string) =>
  queryOptions({
    queryKey: ['messages', conversation],
    queryFn: async ({ signal }) =>
      (
        await getJson<{ messages: Message[] }>(
          `/api/v1/conversations/${encodeURIComponent(conversation)}/messages`,
          signal,
        )
      ).messages,
  });

/** The reader's conversations in whose title or messages words stand; what was said since the last search counts. */
export const matches = (words: string) =>
  queryOptions({
    queryKey: ['matches', words],
    queryFn: async ({ signal }) =>
      (
        await getJson<{ matches: Match[] }>(
          `/api/v1/conversations/search?${new URLSearchParams({ q: words })}`,
          signal,
        )
      ).matches,
    enabled: words !== '',
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

/** Where a conversation can be had as a file. */
export const exportAddress = (id: string, format: 'markdown' | 'json') =>
  `/api/v1/conversations/${encodeURIComponent(id)}/export?format=${format}`;

export async function createConversation(
  client: QueryClient,
  textbook: string | undefined,
): Promise<Conversation> {
  const response = await sendJson('POST', '/api/v1/conversations', textbook ? { textbook } : {});
  const created = (await response.json()) as Conversation;
  change(client, (pages) =>
    pages.map((page, index) =>
      index === 0 ? { ...page, conversations: [created, ...page.conversations] } : page,
    ),
  );
  client.setQueryData(messages(created.id).queryKey, []);
  return created;
}

export async function changeConversation(
  client: QueryClient,
  id: string,
  changes: { title?: string; starred?: boolean },
): Promise<void> {
  await sendJson('PATCH', `/api/v1/conversations/${encodeURIComponent(id)}`, changes);
  change(client, (pages) =>
    pages.map((page) => ({
      ...page,
      conversations: page.conversations.map((each) =>
        each.id === id ? { ...each, ...changes } : each,
      ),
    })),
  );
}

export async function deleteConversation(client: QueryClient, id: string): Promise<void> {
  await sendJson('DELETE', `/api/v1/conversations/${encodeURIComponent(id)}`);
  change(client, (pages) =>
    pages.map((page) => ({
      ...page,
      conversations: page.conversations.filter((each) => each.id !== id),
    })),
  );
  client.removeQueries({ queryKey: messages(id).queryKey });
}

/** Says what the reader thinks of an answer; undefined takes it back. */
export async function judge(
  client: QueryClient,
  answer: Message,
  feedback: Feedback | undefined,
): Promise<void> {
  const path = `/api/v1/messages/${encodeURIComponent(answer.id)}/feedback`;
  await sendJson(feedback ? 'PUT' : 'DELETE', path, feedback);
  client.setQueryData(messages(answer.conversation).queryKey, (old) =>
    old?.map((each) => {
      if (each.id !== answer.id) return each;
      const { feedback: _, ...rest } = each;
      return feedback ? { ...rest, feedback } : rest;
    }),
  );
}

function change(
  client: QueryClient,
  update: (pages: ConversationsPage[]) => ConversationsPage[],
): void {
  client.setQueryData(conversations.queryKey, (old) =>
    old ? { ...old, pages: update(old.pages) } : old,
  );
}
