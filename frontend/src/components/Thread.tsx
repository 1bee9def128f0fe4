import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Message } from '../services/contract';
import type { LiveAnswer } from '../services/liveAnswers';
import { howArrived, scrollBack } from '../services/scrolling';
import { Answer, GrowingAnswer, Question } from './Answer';

export type Exchange = { key: string; question: Message | undefined; answer: Message | undefined };

type Props = {
  messages: readonly Message[];
  live: LiveAnswer | undefined;
  /** Asks the last question once more. */
  onAgain?: (text: string) => void;
  onRetry: () => void;
};

/** A conversation: question and answer by turns, the newest last, with what is under way behind it. */
export function Thread({ messages, live, onAgain, onRetry }: Props) {
  const last = useRef<HTMLElement>(null);
  const exchanges = exchangesOf(messages);
  // After a reload an answer under way is among the messages: its question is shown from there.
  const underWay = exchanges.find((each) => live?.id && each.answer?.id === live.id);
  const shown = exchanges.filter((each) => each !== underWay);
  const question = live?.question ?? underWay?.question?.text;
  const newest = live ? live.key : shown.at(-1)?.key;

  // The newest question goes to the top and stays there while its answer grows: nothing moves under the reader's eyes.
  const arrived = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another question is the newest
  useLayoutEffect(() => {
    const first = !arrived.current;
    arrived.current = true;
    if (newest === undefined) return;
    if (first && howArrived() === 'return') {
      scrollBack();
      return;
    }
    // The only question is at the top already.
    if (first && shown.length === 0) return;
    const smooth = !first && !window.matchMedia?.('(prefers-reduced-motion: reduce)').matches;
    last.current?.scrollIntoView?.({ block: 'start', behavior: smooth ? 'smooth' : 'instant' });
  }, [newest]);

  const spoken = useAnnouncement(live, messages);
  return (
    <div className="thread">
      {shown.map((each, index) => {
        const isLast = !live && index === shown.length - 1;
        const text = each.question?.text;
        return (
          <section className="exchange" key={each.key} ref={isLast ? last : undefined}>
            {text !== undefined && <Question text={text} />}
            {each.answer ? (
              <Answer
                message={each.answer}
                onAgain={
                  isLast && onAgain && text !== undefined && each.answer.status !== 'complete'
                    ? () => onAgain(text)
                    : undefined
                }
              />
            ) : (
              isLast &&
              onAgain &&
              text !== undefined && (
                <p className="note">
                  This question has no answer yet.
                  <button type="button" className="link" onClick={() => onAgain(text)}>
                    Try again
                  </button>
                </p>
              )
            )}
          </section>
        );
      })}
      {live && (
        <section className="exchange" key={live.key} ref={last}>
          {question !== undefined && <Question text={question} />}
          <GrowingAnswer live={live} onRetry={onRetry} />
        </section>
      )}
      <p className="unseen" role="status">
        {spoken}
      </p>
    </div>
  );
}

/** Said aloud once, when an answer is whole: reading every word out as it comes would be noise. */
function useAnnouncement(live: LiveAnswer | undefined, messages: readonly Message[]): string {
  const [spoken, setSpoken] = useState('');
  const wasLive = useRef(false);
  const isLive = live !== undefined;
  const answer = messages.at(-1);
  useEffect(() => {
    if (isLive) setSpoken('');
    else if (wasLive.current && answer?.role === 'book') {
      const sources = answer.citations.length;
      setSpoken(`The answer is there, with ${sources} ${sources === 1 ? 'source' : 'sources'}.`);
    }
    wasLive.current = isLive;
  }, [isLive, answer]);
  return spoken;
}

export function exchangesOf(messages: readonly Message[]): Exchange[] {
  const exchanges: Exchange[] = [];
  for (const message of messages) {
    const open = exchanges.at(-1);
    if (message.role === 'reader') {
      exchanges.push({ key: message.id, question: message, answer: undefined });
    } else if (open && !open.answer) {
      open.answer = message;
    } else {
      exchanges.push({ key: message.id, question: undefined, answer: message });
    }
  }
  return exchanges;
}
