/** What Hornbook's HTTP interface sends, as in docs/contracts/history-api.md. */

export type Conversation = {
  id: string;
  title: string;
  starred: boolean;
  textbook: string | null;
  createdAt: string;
  updatedAt: string;
};

export type ConversationsPage = { conversations: Conversation[]; next: string | null };

/** A conversation in which searched words stand; `message` is null where it is the title. */
export type Match = { conversation: Conversation; message: string | null; snippet: Piece[] };

export type Piece = { text: string; hit: boolean };

export type Citation = {
  number: number;
  passage: string;
  section: string;
  /** The textbook's slug. */
  textbook: string;
  /** `<chapter-slug>#<section-anchor>` */
  anchor: string;
  /** The heading path. */
  title: string;
  quote: string;
};

export type MessageStatus = 'streaming' | 'complete' | 'failed' | 'stopped';

export type Message = {
  id: string;
  conversation: string;
  role: 'reader' | 'book';
  status: MessageStatus;
  text: string;
  citations: Citation[];
  createdAt: string;
  /** What its reader thinks of an answer. */
  feedback?: Feedback;
};

/** All but `writer` only where a model answers. */
export type Allowance = {
  writer: 'model' | 'book';
  limit?: number;
  left?: number;
  usedUp?: 'yours' | 'guests' | 'everybodys';
  /** When the day of the limit ends. */
  until?: string;
};

export type Feedback = { thumb: 'up' | 'down'; words?: string };

export type SectionOutline = { id: string; anchor: string; title: string; level: number };

export type ChapterOutline = { slug: string; title: string; sections: SectionOutline[] };

export type Textbook = {
  id: string;
  slug: string;
  title: string;
  revision: number;
  chapters: ChapterOutline[];
};

export type Passage = { id: string; text: string };

export type Section = SectionOutline & { markdown: string; passages: Passage[] };

export type ChapterLink = { slug: string; title: string };

export type Chapter = {
  textbook: string;
  slug: string;
  title: string;
  sections: Section[];
  previous: ChapterLink | null;
  next: ChapterLink | null;
};

export type SearchResult = {
  passage: string;
  section: string;
  textbook: string;
  anchor: string;
  title: string;
  text: string;
  score: number;
};

export type Invitation = {
  id: string;
  /** Whom it is for; absent for whoever has the link. */
  email?: string;
  madeBy?: string;
  madeAt: string;
  expiresAt: string;
  usedAt?: string;
  /** Only in the answer to its making. */
  link?: string;
};

/** What reading a book in has done. */
export type IngestReport = {
  slug: string;
  title: string;
  revision: number;
  chapters: Tally;
  passages: Tally;
  /** The files left out. */
  faults: { file: string; reason: string }[];
};

export type Tally = { added: number; changed: number; removed: number; unchanged: number };

/** RFC 9457; Better Auth's `{message, code}` fits into it as well. */
export type ProblemDocument = {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  message?: string;
};
