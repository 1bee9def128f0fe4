import { memo } from 'react';
import { withoutHalfCitation } from '../services/citations';
import type { Message } from '../services/contract';
import type { LiveAnswer } from '../services/liveAnswers';
import { CopyButton } from './CopyButton';
import { Markdown } from './Markdown';
import { Notice } from './Notice';
import { Sources } from './Sources';
import { Thumbs } from './Thumbs';

/** What the reader asked: his own words, shown as he wrote them. */
export function Question({ text }: { text: string }) {
  return <h2 className={text.length > 160 ? 'question long' : 'question'}>{text}</h2>;
}

/** An answer from the history. */
export const Answer = memo(function Answer({
  message,
  onAgain,
}: {
  message: Message;
  onAgain?: (() => void) | undefined;
}) {
  const { status, text, citations } = message;
  const note = {
    complete: undefined,
    streaming: 'This answer broke off.',
    failed: 'This answer could not be finished.',
    stopped: 'Stopped here.',
  }[status];
  return (
    <div className="answer">
      {text && <Markdown text={text} citations={citations} />}
      {note && (
        <p className="note">
          {note}
          {onAgain && (
            <button type="button" className="link" onClick={onAgain}>
              Try again
            </button>
          )}
        </p>
      )}
      <Sources citations={citations} />
      {text && (
        <div className="actions">
          <CopyButton label="Copy answer" text={() => text} />
          <Thumbs answer={message} />
        </div>
      )}
    </div>
  );
});

/** An answer that is being written. */
export function GrowingAnswer({ live, onRetry }: { live: LiveAnswer; onRetry: () => void }) {
  const { phase, text, citations, problem, seconds } = live;
  const failed = phase === 'failed';
  return (
    <div className="answer" aria-busy={!failed}>
      {text && <Markdown text={failed ? text : withoutHalfCitation(text)} citations={citations} />}
      {phase === 'waiting' && problem && (
        <p className="pending" role="status">
          <span className="dots" aria-hidden="true" />
          {problem.message} Trying again in {Math.ceil(seconds)} s …
        </p>
      )}
      {!failed && phase !== 'waiting' && (
        <p className="pending">
          <span className="dots" aria-hidden="true" />
          {text === '' && (phase === 'stopping' ? 'Stopping …' : 'Looking through the book …')}
        </p>
      )}
      {failed && problem && <Notice problem={problem} again={onRetry} />}
      {failed && <Sources citations={citations} />}
    </div>
  );
}
