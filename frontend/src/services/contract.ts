// Made from docs/contracts/openapi.yaml by `npm run contract`. Do not edit.

export type Slug = string;
/**
 * What stands behind `#` in an invitation's link, or in the operator's.
 */
export type LinksToken = string;
export type Email = string;
export type PoolState = 'STARTING' | 'READY' | 'ASLEEP' | 'WAKING' | 'DOWN' | 'CLOSED';

export interface Contract {
  routes: {
    'GET /api/v1/textbooks': {
      answer: Textbooks;
    };
    'GET /api/v1/textbooks/{slug}': {
      answer: Textbook;
    };
    'GET /api/v1/textbooks/{slug}/questions': {
      answer: Questions;
    };
    'GET /api/v1/textbooks/{slug}/chapters/{chapter}': {
      answer: Chapter;
    };
    'GET /api/v1/search': {
      query: {
        q: string;
        textbook?: string;
        limit?: number;
      };
      answer: Results;
    };
    'GET /api/v1/conversations': {
      query: {
        limit?: number;
        after?: string;
      };
      answer: ConversationPage;
    };
    'POST /api/v1/conversations': {
      body: NewConversation;
      answer: Conversation;
    };
    'GET /api/v1/conversations/search': {
      query: {
        q: string;
        limit?: number;
      };
      answer: Matches;
    };
    'GET /api/v1/conversations/{id}': {
      answer: Conversation;
    };
    'PATCH /api/v1/conversations/{id}': {
      body: ConversationChange;
      answer: Conversation;
    };
    'DELETE /api/v1/conversations/{id}': {};
    'GET /api/v1/conversations/{id}/messages': {
      answer: Messages;
    };
    'POST /api/v1/conversations/{id}/messages': {
      body: Question;
      answer: WholeAnswer;
    };
    'GET /api/v1/conversations/{id}/export': {
      query: {
        format?: 'json' | 'markdown';
      };
      answer: ExportedConversation;
    };
    'GET /api/v1/messages/{id}/events': {};
    'POST /api/v1/messages/{id}/stop': {};
    'PUT /api/v1/messages/{id}/feedback': {
      body: Feedback;
    };
    'DELETE /api/v1/messages/{id}/feedback': {};
    'GET /api/v1/me': {
      answer: Me;
    };
    'DELETE /api/v1/me': {
      body: Confirmation;
    };
    'GET /api/v1/me/questions': {
      answer: Allowance;
    };
    'GET /api/v1/me/export': {};
    'GET /api/v1/house': {
      answer: House;
    };
    'GET /api/v1/operator': {
      answer: Role;
    };
    'POST /api/v1/operator/claim': {
      body: Claim;
      answer: Role;
    };
    'GET /api/v1/operator/invitations': {
      answer: Invitations;
    };
    'POST /api/v1/operator/invitations': {
      body: Wish;
      answer: Invitation;
    };
    'DELETE /api/v1/operator/invitations/{id}': {};
    'POST /api/v1/operator/textbooks': {
      query: {
        name: string;
        as?: Slug;
      };
      answer: IngestReport;
    };
    'DELETE /api/v1/operator/textbooks/{slug}': {};
    'POST /api/v1/wake': {};
    'GET /api/v1/status': {
      answer: Status;
    };
  };
  events: {
    start: WholeAnswer;
    delta: {
      text: string;
    };
    citation: Citation;
    done: WholeAnswer;
    failed: {
      problem: Problem;
    };
  };
}
export interface Textbooks {
  textbooks: Textbook[];
}
export interface Textbook {
  id: string;
  slug: Slug;
  title: string;
  /**
   * One more whenever the text changed.
   */
  revision: number;
  chapters: {
    slug: string;
    title: string;
    sections: Heading[];
  }[];
}
export interface Heading {
  id: string;
  anchor: string;
  title: string;
  level: number;
}
export interface Questions {
  questions: string[];
}
export interface Chapter {
  textbook: Slug;
  slug: string;
  title: string;
  /**
   * @minItems 1
   */
  sections: Section[];
  previous: Neighbour | null;
  next: Neighbour | null;
}
export interface Section {
  id: string;
  anchor: string;
  title: string;
  level: number;
  /**
   * Untrusted text without its heading.
   */
  markdown: string;
  passages: {
    id: string;
    text: string;
  }[];
}
export interface Neighbour {
  slug: string;
  title: string;
}
export interface Results {
  /**
   * @maxItems 50
   */
  results: {
    passage: string;
    section: string;
    textbook: Slug;
    /**
     * `chapter#section`
     */
    anchor: string;
    /**
     * The headings above the passage.
     */
    title: string;
    text: string;
    score: number;
  }[];
}
export interface ConversationPage {
  /**
   * @maxItems 100
   */
  conversations: Conversation[];
  /**
   * For `after`; null on the last page.
   */
  next: string | null;
}
export interface Conversation {
  id: string;
  title: string;
  starred: boolean;
  /**
   * The book's slug; null for all of them.
   */
  textbook: Slug | null;
  createdAt: string;
  /**
   * When it was last asked in.
   */
  updatedAt: string;
}
export interface NewConversation {
  /**
   * The slug of the book it is about; all of them without.
   */
  textbook?: Slug | null;
}
export interface Matches {
  /**
   * @maxItems 100
   */
  matches: {
    conversation: Conversation;
    /**
     * The message that matches best; null where it is the title.
     */
    message: string | null;
    snippet: {
      text: string;
      hit: boolean;
    }[];
  }[];
}
export interface ConversationChange {
  title?: string | null;
  starred?: boolean | null;
}
export interface Messages {
  messages: Message[];
}
/**
 * What does not apply, or is not known, is left out.
 */
export interface Message {
  id: string;
  conversation: string;
  role: 'reader' | 'book';
  status: 'streaming' | 'complete' | 'failed' | 'stopped';
  /**
   * Untrusted text; an answer's is Markdown with marks such as [1].
   */
  text: string;
  citations: Citation[];
  createdAt: string;
  endedAt?: string;
  /**
   * Who wrote it; left out where the book was quoted.
   */
  model?: string;
  /**
   * Milliseconds from the question to the first word.
   */
  firstWordMs?: number;
  inputTokens?: number;
  outputTokens?: number;
  feedback?: GivenFeedback;
}
export interface Citation {
  number: number;
  passage: string;
  section: string;
  textbook: Slug;
  anchor: string;
  title: string;
  quote: string;
}
export interface GivenFeedback {
  thumb: 'up' | 'down';
  words?: string;
}
export interface Question {
  text: string;
  /**
   * The sender's own name for this question.
   */
  key: string;
}
export interface WholeAnswer {
  message: Message;
}
export interface ExportedConversation {
  conversation: Conversation;
  messages: Message[];
}
export interface Feedback {
  thumb: 'up' | 'down';
  words?: string | null;
}
export interface Me {
  id: string;
  name: string;
  email: string;
}
export interface Confirmation {
  password?: string | null;
}
export interface Allowance {
  writer: 'model' | 'book';
  /**
   * Of the reader's own.
   */
  limit?: number;
  /**
   * Fewer than the reader's own where everybody's are running out.
   */
  left?: number;
  /**
   * Whose are used up; left out while some are left.
   */
  usedUp?: 'yours' | 'guests' | 'everybodys';
  /**
   * When the next day begins.
   */
  until?: string;
}
export interface House {
  signUp: 'open' | 'invited' | 'closed';
}
export interface Role {
  operator: boolean;
}
export interface Claim {
  token: LinksToken;
}
export interface Invitations {
  invitations: Invitation[];
}
export interface Invitation {
  id: string;
  /**
   * Whom it is for; absent for whoever has the link.
   */
  email?: string;
  /**
   * The operator's address; absent where the operator's token made it.
   */
  madeBy?: string;
  madeAt: string;
  expiresAt: string;
  usedAt?: string;
  link?: string;
}
export interface Wish {
  /**
   * Whom it is for; without it whoever has the link.
   */
  email?: Email | null;
  days?: number | null;
}
export interface IngestReport {
  slug: Slug;
  title: string;
  revision: number;
  chapters: Tally;
  passages: Tally;
  /**
   * The files left out.
   */
  faults: {
    file: string;
    reason: string;
  }[];
}
export interface Tally {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
}
/**
 * What only operators see is left out for everybody else.
 */
export interface Status {
  at: string;
  state: PoolState;
  since: string;
  /**
   * For people.
   */
  inWords: string;
  reason?: StatusReason;
  startedAt?: string;
  pool?: {
    total: number;
    /**
     * Lent out.
     */
    active: number;
    idle: number;
    opening: number;
    /**
     * Callers that wait for a connection.
     */
    waiting: number;
    maximum: number;
    /**
     * When the database last answered anything.
     */
    lastConfirmed?: string;
    /**
     * This and those below since the start.
     */
    opened: number;
    /**
     * Attempts to connect that failed.
     */
    failed: number;
    /**
     * Connections that broke.
     */
    lost: number;
    /**
     * Connections closed in good order.
     */
    retired: number;
    /**
     * Callers that got no connection.
     */
    refused: number;
    /**
     * Those
     */
    refusals: {
      [k: string]: number;
    };
  };
  /**
   * How long this process has kept the compute awake since midnight, UTC.
   */
  awakeToday?: {
    inWords: string;
    millis: number;
    forReadersMillis: number;
    keptWarmMillis: number;
  };
  /**
   * The last 50, the newest first.
   */
  wakes?: {
    at: string;
    cause: 'DEMAND' | 'KEEP_WARM' | 'PING' | 'PROBER';
    /**
     * The route or task that asked.
     */
    by: string;
  }[];
  /**
   * The pool's last 100 changes of state, the newest first.
   */
  states?: {
    at: string;
    state: PoolState;
    reason?: StatusReason;
  }[];
  /**
   * Requests of the last 15 minutes by route, at most a thousand of each, the slowest route first.
   */
  routes?: {
    route: string;
    requests: number;
    /**
     * Answered with 500 or more.
     */
    failed: number;
    took: Spread;
    acquire: Spread;
    execute: Spread;
  }[];
  /**
   * What finds passages.
   */
  index?: string;
}
export interface StatusReason {
  kind: string;
  text: string;
  permanent: boolean;
}
/**
 * Milliseconds.
 */
export interface Spread {
  p50: number;
  p95: number;
  max: number;
}
/**
 * What went wrong, after RFC 9457.
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /**
   * What happened and what to do; never a secret.
   */
  detail: string;
  /**
   * For programs.
   */
  code: string;
  /**
   * Seconds to wait, as the header says.
   */
  retryAfter?: number;
}
