import { useInfiniteQuery } from '@tanstack/react-query';
import { useAccount } from '../services/account';
import { conversations } from '../services/history';
import { ConversationRow } from './ConversationRow';
import { Notice } from './Notice';

/** The reader's conversations, newest first. */
export function ConversationList({ current }: { current: string | undefined }) {
  const account = useAccount();
  const signedIn = account.state === 'in';
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({ ...conversations, enabled: signedIn });
  const all = data?.pages.flatMap((page) => page.conversations) ?? [];

  return (
    <section className="conversations">
      <h2>Conversations</h2>
      {account.state === 'out' && (
        <p className="soft">Sign in, and your conversations are kept here.</p>
      )}
      {signedIn && isPending && <p className="soft">One moment …</p>}
      {error && <Notice problem={error} again={() => refetch()} />}
      {signedIn && data && all.length === 0 && <p className="soft">What you ask is kept here.</p>}
      {signedIn && all.length > 0 && (
        <ul aria-label="Conversations">
          {all.map((each) => (
            <ConversationRow key={each.id} conversation={each} current={each.id === current} />
          ))}
        </ul>
      )}
      {signedIn && hasNextPage && (
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
