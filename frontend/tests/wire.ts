import type { Chapter, Citation, Conversation, Message, Textbook } from '../src/services/contract';

type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
};

type Handler = (call: Call) => Response | Promise<Response>;

let current: Wire;

export const wire = () => current;

/** The far side of the wire, as a test wants it: what was asked for, and what is answered. */
export class Wire {
  readonly calls: Call[] = [];
  private readonly handlers: { method: string; path: string; handler: Handler }[] = [];

  static start(): void {
    current = new Wire();
  }

  /** Answers a path from now on; a later word counts before an earlier one. */
  on(method: string, path: string, handler: Handler): this {
    this.handlers.unshift({ method, path, handler });
    return this;
  }

  asked(method: string, path: string): Call[] {
    return this.calls.filter((call) => call.method === method && call.path === path);
  }

  async fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const given = input instanceof Request ? input.url : input;
    const url = new URL(given, window.location.href);
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : (init.body ?? undefined);
    const call = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: new Headers(init.headers),
      body,
    };
    this.calls.push(call);
    const found = this.handlers.find(
      ({ method, path }) => method === call.method && path === call.path,
    );
    if (!found) return json({ status: 404, title: 'Not found' }, 404);
    return abortable(await found.handler(call), init.signal);
  }
}

/** A response whose body breaks off when its request is given up, as fetch's own does. */
function abortable(response: Response, signal: AbortSignal | null | undefined): Response {
  signal?.addEventListener('abort', () => response.body?.cancel().catch(() => {}));
  return response;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** An answer's event stream in the test's hands. */
export class Stream {
  private controller!: ReadableStreamDefaultController<Uint8Array>;
  private ordinal: number;
  readonly response: Response;

  constructor(after = 0) {
    this.ordinal = after;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller;
      },
    });
    this.response = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  send(type: string, data: unknown): this {
    this.ordinal += 1;
    const text = `id: ${this.ordinal}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
    this.controller.enqueue(new TextEncoder().encode(text));
    return this;
  }

  end(): void {
    this.controller.close();
  }

  breakOff(): void {
    this.controller.error(new TypeError('network error'));
  }
}

export const CITATION: Citation = {
  number: 1,
  passage: 'p-drift',
  section: 's-drift',
  textbook: 'robots',
  anchor: 'sensing#drift',
  title: 'Sensing › Why integration drifts',
  quote: 'The heading drifts because integration adds up a small constant error.',
};

export function message(changes: Partial<Message>): Message {
  return {
    id: 'a-1',
    conversation: 'c-1',
    role: 'book',
    status: 'complete',
    text: 'It drifts [1].',
    citations: [CITATION],
    createdAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

export function conversation(changes: Partial<Conversation>): Conversation {
  return {
    id: 'c-1',
    title: 'Why does the heading drift?',
    starred: false,
    textbook: 'robots',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

export const BOOK: Textbook = {
  id: 'b-1',
  slug: 'robots',
  title: 'A Book of Robots',
  revision: 1,
  chapters: [
    { slug: 'motors', title: 'Motors', sections: [] },
    {
      slug: 'sensing',
      title: 'Sensing',
      sections: [
        { id: 's-open', anchor: 'sensing', title: 'Sensing', level: 1 },
        { id: 's-drift', anchor: 'drift', title: 'Why integration drifts', level: 2 },
      ],
    },
  ],
};

const PASSAGE =
  'The heading *drifts* because integration adds up a small constant error. Gravity corrects roll and pitch.';

export const CHAPTER: Chapter = {
  textbook: 'robots',
  slug: 'sensing',
  title: 'Sensing',
  sections: [
    {
      id: 's-open',
      anchor: 'sensing',
      title: 'Sensing',
      level: 1,
      markdown: 'A robot never sees its own state. See [motors](./motors.md).',
      passages: [{ id: 'p-open', text: 'A robot never sees its own state.' }],
    },
    {
      id: 's-drift',
      anchor: 'drift',
      title: 'Why integration drifts',
      level: 2,
      markdown: `${PASSAGE}\n\nHeading must come from elsewhere.`,
      passages: [{ id: 'p-drift', text: PASSAGE }],
    },
  ],
  previous: { slug: 'motors', title: 'Motors' },
  next: null,
};

export const QUESTIONS = ['Why does it drift?', 'What is a motor?', 'How does it walk?'];

/** A book to read, and a visitor who has not signed in. */
export function library(): Wire {
  return current
    .on('GET', '/api/v1/textbooks', () => json({ textbooks: [BOOK] }))
    .on('GET', '/api/v1/textbooks/robots/questions', () => json({ questions: QUESTIONS }))
    .on('GET', '/api/v1/textbooks/robots/chapters/sensing', () => json(CHAPTER))
    .on('GET', '/api/auth/get-session', () => json(null));
}

/** The reader Ada, whose session the server knows. */
export function signedIn(conversations: Conversation[] = []): Wire {
  return inAs({ id: 'u-ada', name: 'Ada', email: 'ada@example.org' }, conversations);
}

/** Somebody who asks before signing up. */
export function guest(conversations: Conversation[] = []): Wire {
  const user = { id: 'u-guest', name: 'Guest', email: 'temp@guest.invalid', isAnonymous: true };
  return inAs(user, conversations);
}

function inAs(
  user: { id: string; name: string; email: string; isAnonymous?: boolean },
  conversations: Conversation[],
): Wire {
  const session = { id: 's', token: 't', userId: user.id, expiresAt: '2099-01-01T00:00:00.000Z' };
  return library()
    .on('GET', '/api/auth/get-session', () => json({ session, user }))
    .on('GET', '/api/v1/me/questions', () => json({ writer: 'book' }))
    .on('GET', '/api/v1/conversations', () => json({ conversations, next: null }));
}
