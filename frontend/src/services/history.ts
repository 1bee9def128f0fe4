import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import type { Conversation, ConversationPage, GivenFeedback, Message } from './contract';
import { at, get, send } from './http';

const PAGE = 20;

export const conversations = infiniteQueryOptions({
  queryKey: ['conversations'],
  queryFn: ({ pageParam, signal }) =>
    get('/api/v1/conversations', {}, signal, {
      limit: PAGE,
      ...(pageParam && { after: pageParam }),
    }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

export const messages = (conversation: string) =>
  queryOptions({
    queryKey: ['messages', conversation],
    queryFn: async ({ signal }) =>
      (await get('/api/v1/conversations/{id}/messages', { id: conversation }, signal)).messages,
  });

/** The reader's conversations in whose title or messages words stand; what was said since the last search counts. */
export const matches = (words: string) =>
  queryOptions({
    queryKey: ['matches', words],
    queryFn: async ({ signal }) =>
      (await get('/api/v1/conversations/search', {}, signal, { q: words })).matches,
    enabled: words !== '',
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

/** Where a conversation can be had as a file. */
export const exportAddress = (id: string, format: 'markdown' | 'json') =>
  at('/api/v1/conversations/{id}/export', { id }, { format });

export async function createConversation(
  client: QueryClient,
  textbook: string | undefined,
): Promise<Conversation> {
  const created = await send('POST', '/api/v1/conversations', {}, textbook ? { textbook } : {});
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
  await send('PATCH', '/api/v1/conversations/{id}', { id }, changes);
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
  await send('DELETE', '/api/v1/conversations/{id}', { id });
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
  feedback: GivenFeedback | undefined,
): Promise<void> {
  const path = '/api/v1/messages/{id}/feedback';
  const { id } = answer;
  await (feedback ? send('PUT', path, { id }, feedback) : send('DELETE', path, { id }));
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
  update: (pages: ConversationPage[]) => ConversationPage[],
): void {
  client.setQueryData(conversations.queryKey, (old) =>
    old ? { ...old, pages: update(old.pages) } : old,
  );
}
