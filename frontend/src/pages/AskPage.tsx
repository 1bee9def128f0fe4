import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAsking, useLiveAnswer } from '../components/Asking';
import { Composer } from '../components/Composer';
import { Link } from '../components/Link';
import { Notice } from '../components/Notice';
import { Thread } from '../components/Thread';
import { useTitle } from '../components/useTitle';
import { bookAddress } from '../services/addresses';
import { keepDraft } from '../services/drafts';
import { startingQuestions, textbooks } from '../services/library';
import { NEW } from '../services/liveAnswers';

/** The empty page: which book this is, a place to ask, three questions to begin with. */
export function AskPage() {
  useTitle(undefined);
  const live = useLiveAnswer(NEW);
  const { answers, ask } = useAsking();
  if (!live) return <Opening />;
  return (
    <div className="conversation">
      <Thread messages={[]} live={live} onRetry={() => answers.retry(NEW)} />
      <div className="dock">
        <Composer
          place={NEW}
          placeholder="Ask a follow-up question"
          busy={live.phase !== 'failed'}
          stopping={live.phase === 'stopping'}
          onAsk={(text) => ask({ text, textbook: live.textbook })}
          onStop={() => answers.stop(NEW)}
        />
      </div>
    </div>
  );
}

function Opening() {
  const { data: books, error, refetch } = useQuery(textbooks);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const { ask, entry } = useAsking();
  // Counts what is put into the composer from beside it.
  const [laid, setLaid] = useState(0);
  const book = books?.find((each) => each.slug === chosen) ?? books?.[0];
  const { data: questions = [] } = useQuery({
    ...startingQuestions(book?.slug ?? ''),
    enabled: book !== undefined,
  });
  const put = (text: string) => ask({ text, textbook: book?.slug });
  const start = (question: string) => {
    if (put(question)) return;
    keepDraft(NEW, question);
    setLaid(laid + 1);
  };

  return (
    <div className="opening">
      {error && !books && <Notice problem={error} again={() => refetch()} />}
      {books && !book && (
        <>
          <h1>No book yet</h1>
          <p className="lead">
            Hornbook answers from a textbook. Read one in with <code>./hornbook ingest PATH</code>.
          </p>
        </>
      )}
      {book && (
        <>
          <p className="soft above">The textbook that answers</p>
          <h1>{book.title}</h1>
          <p className="lead">
            Ask it anything. The answer comes from the book, with the passages it rests on.{' '}
            <Link to={bookAddress(book.slug)}>Open the book</Link>
          </p>
          {books && books.length > 1 && (
            <label className="choice">
              Book
              <select value={book.slug} onChange={(event) => setChosen(event.target.value)}>
                {books.map((each) => (
                  <option key={each.slug} value={each.slug}>
                    {each.title}
                  </option>
                ))}
              </select>
            </label>
          )}
          <Composer
            key={laid}
            place={NEW}
            placeholder="What would you like to understand?"
            waiting={entry.state === 'coming'}
            onAsk={put}
          />
          {entry.state === 'coming' && (
            <p className="soft" role="status">
              One moment …
            </p>
          )}
          {entry.state === 'stuck' && <Notice problem={entry.problem} again={entry.again} />}
          {questions.length > 0 && (
            <ul className="starters" aria-label="Questions to start with">
              {questions.map((question) => (
                <li key={question}>
                  <button type="button" onClick={() => start(question)}>
                    {question}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
