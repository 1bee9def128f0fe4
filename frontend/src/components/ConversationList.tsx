import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useAccount } from '../services/account';
import { conversations } from '../services/history';
import { ConversationRow } from './ConversationRow';
import { SearchIcon } from './icons';
import { Matches } from './Matches';
import { Notice } from './Notice';
import { useSettled } from './useSettled';

/** The reader's conversations, newest first, or those in which searched words stand. */
export function ConversationList({ current }: { current: string | undefined }) {
  const account = useAccount();
  const signedIn = account.state === 'in';
  const [words, setWords] = useState('');
  const settled = useSettled(words.trim(), 180);
  const searching = signedIn && words.trim() !== '';
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({ ...conversations, enabled: signedIn });
  const all = data?.pages.flatMap((page) => page.conversations) ?? [];

  return (
    <section className="conversations">
      <h2>Conversations</h2>
      {signedIn && <Search words={words} onWords={setWords} />}
      {searching && settled !== '' && <Matches words={settled} />}
      {account.state === 'out' && (
        <p className="soft">Sign in, and your conversations are kept here.</p>
      )}
      {signedIn && isPending && <p className="soft">One moment …</p>}
      {error && <Notice problem={error} again={() => refetch()} />}
      {signedIn && data && all.length === 0 && <p className="soft">What you ask is kept here.</p>}
      {signedIn && !searching && all.length > 0 && (
        <ul aria-label="Conversations">
          {all.map((each) => (
            <ConversationRow key={each.id} conversation={each} current={each.id === current} />
          ))}
        </ul>
      )}
      {signedIn && !searching && hasNextPage && (
        <button
          type="button"
          className="quiet more"
          onClick={() => fetchNextPage()}
          disabled={isFetchingNextPage}
        >
          {isFetchingNextPage ? 'One moment …' : 'Load more'}
        </button>
      )}
    </section>
  );
}

function Search({ words, onWords }: { words: string; onWords: (words: string) => void }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is too new for some browsers
    <form role="search" className="search" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={id} className="unseen">
        Search your conversations
      </label>
      <SearchIcon />
      <input
        id={id}
        type="search"
        value={words}
        placeholder="Search"
        autoComplete="off"
        maxLength={200}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && words !== '') {
            event.stopPropagation();
            onWords('');
          }
        }}
      />
    </form>
  );
}
