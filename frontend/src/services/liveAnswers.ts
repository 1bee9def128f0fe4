import type { QueryClient } from '@tanstack/react-query';
import { allowance } from './allowance';
import type { Citation, Message } from './contract';
import { draft, forgetAsked, keepAsked, keepDraft, recoverAsked } from './drafts';
import { type Errand, type Following, followAnswer, pause } from './following';
import { conversations, createConversation, messages } from './history';
import { send } from './http';
import { newKey } from './keys';
import { Problem } from './problem';

/** Where a question stands whose conversation does not exist yet. */
export const NEW = 'new';

export type Phase = 'asking' | 'answering' | 'waiting' | 'stopping' | 'failed';

/** A question under way, as the page shows it. */
export type LiveAnswer = Readonly<{
  /** The question's own name: the server answers the same key once, however often it is sent. */
  key: string;
  /** Undefined for an answer taken up after a reload: its question is among the messages. */
  question: string | undefined;
  /** The book that was asked, where the reader chose one. */
  textbook: string | undefined;
  /** Undefined until the server has begun to answer. */
  id: string | undefined;
  text: string;
  citations: readonly Citation[];
  phase: Phase;
  /** Why it waits or failed. */
  problem: Problem | undefined;
  /** Seconds until the next try, while it waits. */
  seconds: number;
}>;

type Run = {
  live: LiveAnswer;
  place: string;
  asking: Asking | undefined;
  abort: AbortController;
  stopping: boolean;
};

export type Asking = {
  text: string;
  conversation: string | undefined;
  textbook: string | undefined;
  /** Who asks, by the page's knowledge. */
  by?: string | undefined;
  /** Called with the id of a conversation made for this question. */
  created?: (conversation: string) => void;
};

/**
 * The answers this page is waiting for, one a conversation. They live outside of React, so that an answer goes on coming
 * while its reader looks a passage up in the book.
 */
export class LiveAnswers {
  private readonly runs = new Map<string, Run>();
  private readonly listeners = new Set<() => void>();
  private readonly followed = new Set<string>();
  private readonly client: QueryClient;
  private readonly wait: Following['pause'];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Called when the server does not know who asks (401), or not as the conversation's owner (404); the question stays here, as failed, as well. */
  onTurnedAway: (question: Asking, status: 401 | 404) => void = () => {};

  constructor(client: QueryClient, wait: Following['pause'] = pause) {
    this.client = client;
    this.wait = wait;
    recoverAsked();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The answer under way in a conversation, or under {@link NEW}. */
  at(place: string): LiveAnswer | undefined {
    return this.runs.get(place)?.live;
  }

  /** Resolves when the answer has ended, one way or another; what went wrong is in {@link at}. */
  async ask(asking: Asking, key: string = newKey()): Promise<void> {
    const place = asking.conversation ?? NEW;
    const before = this.runs.get(place);
    if (before && before.live.phase !== 'failed') return;
    if (before) this.dismiss(place);
    const run = this.begin(place, key, asking, undefined);
    if (draft(place).trim() === asking.text.trim()) keepDraft(place, '');
    keepAsked(place, asking.text);
    try {
      const conversation = asking.conversation ?? (await this.open(run, asking));
      await this.follow(run, { conversation, text: asking.text, key: run.live.key });
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.show(run, { phase: 'failed', problem });
      if (problem.status === 401 || problem.status === 404) {
        const conversation = run.place === NEW ? undefined : run.place;
        this.onTurnedAway({ ...asking, conversation }, problem.status);
      }
    }
  }

  /** Takes up an answer that was on its way when the page was loaded; each once, so that a lost one is not asked for again and again. */
  async takeUp(message: Message): Promise<void> {
    if (this.followed.has(message.id) || this.runs.has(message.conversation)) return;
    this.followed.add(message.id);
    const run = this.begin(message.conversation, message.id, undefined, message.id);
    try {
      await this.follow(run, { message: message.id });
    } catch {
      // The instance that streamed it is gone: the messages tell how it ended.
      this.end(run);
      await this.client.invalidateQueries({ queryKey: messages(message.conversation).queryKey });
    }
  }

  /** Asks the server to stop; what has come so far stays. */
  async stop(place: string): Promise<void> {
    const run = this.runs.get(place);
    if (!run) return;
    run.stopping = true;
    if (run.live.phase === 'waiting') {
      run.abort.abort();
      this.show(run, { phase: 'failed' });
    } else {
      this.show(run, { phase: 'stopping' });
      await this.sendStop(run);
    }
  }

  /** Asks a question that failed once more: under its old key where no answer had begun, since it may have arrived after all. */
  async retry(place: string): Promise<void> {
    const run = this.runs.get(place);
    if (run?.live.phase !== 'failed' || !run.asking) return;
    const conversation = place === NEW ? undefined : place;
    const key = run.live.id === undefined ? run.live.key : newKey();
    await this.ask({ ...run.asking, conversation }, key);
  }

  /** Takes away a question that failed; what the server knows of it is read again. */
  dismiss(place: string): void {
    const run = this.runs.get(place);
    if (run?.live.phase !== 'failed') return;
    this.end(run);
    if (run.live.id !== undefined) {
      this.client.invalidateQueries({ queryKey: messages(place).queryKey });
    }
  }

  /** Resolves when no question is on its way: each has arrived, or failed. Its answer may still be coming. */
  async arrived(): Promise<void> {
    const all = () =>
      [...this.runs.values()].every(({ live }) => live.id !== undefined || live.phase === 'failed');
    if (all()) return;
    await new Promise<void>((resolve) => {
      const leave = this.subscribe(() => {
        if (!all()) return;
        leave();
        resolve();
      });
    });
  }

  /** Asks once more what somebody asked in a conversation that was theirs no longer: they have become somebody else. */
  askAgainFor(before: string): void {
    for (const [place, { live, asking }] of [...this.runs]) {
      const turnedAway = live.phase === 'failed' && live.problem?.status === 404;
      if (turnedAway && asking?.by === before) this.retry(place);
    }
  }

  /** Lets go of everything: another reader sits down. */
  clear(): void {
    for (const run of [...this.runs.values()]) {
      run.abort.abort();
      this.end(run);
    }
  }

  private begin(
    place: string,
    key: string,
    asking: Asking | undefined,
    id: string | undefined,
  ): Run {
    const run: Run = {
      place,
      asking,
      abort: new AbortController(),
      stopping: false,
      live: {
        key,
        question: asking?.text,
        textbook: asking?.textbook,
        id,
        text: '',
        citations: [],
        phase: 'asking',
        problem: undefined,
        seconds: 0,
      },
    };
    this.runs.set(place, run);
    this.tell();
    return run;
  }

  private async open(run: Run, asking: Asking): Promise<string> {
    const { id } = await createConversation(this.client, asking.textbook);
    this.runs.delete(run.place);
    forgetAsked(run.place);
    keepAsked(id, asking.text);
    // What its reader has begun to write meanwhile goes along.
    keepDraft(id, draft(run.place));
    keepDraft(run.place, '');
    run.place = id;
    this.runs.set(id, run);
    this.tell();
    asking.created?.(id);
    return id;
  }

  private async follow(run: Run, errand: Errand): Promise<void> {
    const following = { signal: run.abort.signal, pause: this.wait };
    for await (const event of followAnswer(errand, following)) {
      switch (event.type) {
        case 'start':
          forgetAsked(run.place);
          this.show(run, {
            id: event.message.id,
            text: '',
            citations: [],
            phase: run.stopping ? 'stopping' : 'answering',
          });
          // The server names a conversation after its first question.
          if (run.live.question !== undefined) {
            this.client.invalidateQueries({ queryKey: conversations.queryKey });
          }
          if (run.stopping) await this.sendStop(run);
          break;
        case 'delta':
          run.live = { ...run.live, text: run.live.text + event.text, phase: going(run) };
          this.tellSoon();
          break;
        case 'citation':
          run.live = { ...run.live, citations: [...run.live.citations, event.citation] };
          this.tellSoon();
          break;
        case 'waiting':
          this.show(run, { phase: 'waiting', problem: event.problem, seconds: event.seconds });
          break;
        case 'done':
          this.settle(run, event.message);
          this.countAnew();
          return;
        case 'failed':
          this.countAnew();
          this.show(run, { phase: 'failed', problem: event.problem });
          return;
      }
    }
  }

  /** Hands the finished answer over to the history, in the same breath as it leaves here. */
  private settle(run: Run, answer: Message): void {
    const { key, question } = run.live;
    this.client.setQueryData(messages(run.place).queryKey, (old) => {
      if (!old) return old;
      if (old.some((each) => each.id === answer.id)) {
        return old.map((each) => (each.id === answer.id ? answer : each));
      }
      if (question === undefined) return [...old, answer];
      const asked: Message = {
        id: key,
        conversation: run.place,
        role: 'reader',
        status: 'complete',
        text: question,
        citations: [],
        createdAt: answer.createdAt,
      };
      return [...old, asked, answer];
    });
    this.end(run);
  }

  /** An answer may have cost a question of the day's. */
  private countAnew(): void {
    this.client.invalidateQueries({ queryKey: allowance.queryKey });
  }

  private async sendStop(run: Run): Promise<void> {
    if (run.live.id === undefined) return;
    try {
      await send('POST', '/api/v1/messages/{id}/stop', { id: run.live.id });
    } catch {
      // The answer goes on; the button is there again.
      run.stopping = false;
      this.show(run, { phase: 'answering' });
    }
  }

  private show(run: Run, changes: Partial<LiveAnswer>): void {
    run.live = { ...run.live, ...changes };
    this.tell();
  }

  private end(run: Run): void {
    if (this.runs.get(run.place) === run) this.runs.delete(run.place);
    forgetAsked(run.place);
    this.tell();
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const listener of this.listeners) listener();
  }

  /** Words come faster than a page needs to be drawn: 25 times a second is smooth. */
  private tellSoon(): void {
    this.timer ??= setTimeout(() => this.tell(), 40);
  }
}

function going(run: Run): Phase {
  return run.stopping ? 'stopping' : 'answering';
}
