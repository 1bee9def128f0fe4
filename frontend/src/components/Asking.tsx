import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { beGuest, type Reader, useAccount } from '../services/account';
import { conversationAddress } from '../services/addresses';
import { allowance } from '../services/allowance';
import { forgetDrafts } from '../services/drafts';
import { conversations } from '../services/history';
import { forgetQuestion, keepQuestion, keptQuestion } from '../services/keptQuestion';
import type { LiveAnswer, LiveAnswers } from '../services/liveAnswers';
import { Problem } from '../services/problem';
import { navigate } from '../services/router';
import { SignInDialog, type SignInMode } from './SignInDialog';

export type Question = {
  text: string;
  conversation?: string | undefined;
  textbook?: string | undefined;
};

/** How far a visitor who has asked is with becoming a guest. */
export type Entry =
  | { state: 'none' }
  | { state: 'coming' }
  | { state: 'stuck'; problem: Problem; again: () => void };

type Context = {
  answers: LiveAnswers;
  /** False when the reader has to come in first; the question is kept until then. */
  ask: (question: Question) => boolean;
  entry: Entry;
  signIn: (mode: SignInMode) => void;
};

const AskingContext = createContext<Context | undefined>(undefined);

export function useAsking(): Context {
  const context = useContext(AskingContext);
  if (!context) throw new Error('useAsking needs an AskingProvider above it');
  return context;
}

/** The answer under way at a place, redrawn as it grows. */
export function useLiveAnswer(place: string): LiveAnswer | undefined {
  const { answers } = useAsking();
  return useSyncExternalStore(answers.subscribe, () => answers.at(place));
}

/**
 * Asking, and what stands before it: a visitor becomes a guest with the first question. Where guests are not let in, the question
 * is kept while its reader signs up or in, and asked as soon as there is somebody to answer.
 */
export function AskingProvider({
  answers,
  children,
}: {
  answers: LiveAnswers;
  children: ReactNode;
}) {
  const account = useAccount();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<SignInMode | undefined>(undefined);
  const reader = account.state === 'in' ? account.reader : undefined;
  const [entry, setEntry] = useState<Entry>({ state: 'none' });
  const before = useRef<Reader | undefined>(undefined);

  const send = ({ text, conversation, textbook }: Question) => {
    answers.ask({
      text,
      conversation,
      textbook,
      by: before.current?.id,
      created: (id) => {
        // The reader may have gone on to the book meanwhile: leave him there.
        if (window.location.pathname === '/') navigate(conversationAddress(id));
      },
    });
  };
  const ask = (question: Question) => {
    if (account.state !== 'out') {
      send(question);
      return true;
    }
    keepQuestion({ conversation: undefined, textbook: undefined, ...question });
    comeIn();
    return false;
  };
  const comeIn = async () => {
    if (entry.state === 'coming') return;
    setEntry({ state: 'coming' });
    const trouble = await beGuest();
    // Until it is known who they are, when their question is sent.
    if (trouble === undefined) return;
    setEntry(
      trouble.barred
        ? { state: 'none' }
        : {
            state: 'stuck',
            problem: new Problem(503, { detail: trouble.words }),
            again: () => comeIn(),
          },
    );
    if (trouble.barred) setDialog('sign-up');
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever sends reads then who asks
  useEffect(() => {
    answers.onTurnedAway = ({ text, conversation, textbook, by }, status) => {
      if (before.current !== undefined && before.current.id !== by) {
        // It was asked in a session that has ended since, when its guest became somebody.
        send({ text, conversation, textbook });
      } else if (status === 401) {
        keepQuestion({ text, conversation, textbook });
        setDialog('sign-in');
      }
    };
  }, [answers]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each reader who sits down
  useEffect(() => {
    if (before.current !== undefined && before.current.id !== reader?.id) {
      const adopted = before.current.guest && reader?.guest === false;
      // What a guest asked is the account's from now on. Else it is someone else, or nobody (signed out, perhaps in another
      // tab): nothing of the one before stays.
      if (adopted) {
        answers.askAgainFor(before.current.id);
      } else {
        answers.clear();
        forgetDrafts();
        if (window.location.pathname.startsWith('/c/')) navigate('/');
      }
      client.resetQueries({ queryKey: conversations.queryKey });
      client.resetQueries({ queryKey: ['messages'] });
      client.resetQueries({ queryKey: allowance.queryKey });
    }
    before.current = reader;
    if (reader === undefined) return;
    setEntry({ state: 'none' });
    if (!reader.guest) setDialog(undefined);
    const kept = keptQuestion();
    if (!kept) return;
    forgetQuestion();
    navigate(kept.conversation ? conversationAddress(kept.conversation) : '/');
    send(kept);
  }, [reader?.id]);

  return (
    <AskingContext value={{ answers, ask, entry, signIn: setDialog }}>
      {children}
      {dialog && (
        <SignInDialog
          mode={dialog}
          question={keptQuestion()?.text}
          arrived={() => answers.arrived()}
          onMode={setDialog}
          onClose={() => {
            // Closed by hand: the words still stand where they were written.
            forgetQuestion();
            setDialog(undefined);
          }}
        />
      )}
    </AskingContext>
  );
}
