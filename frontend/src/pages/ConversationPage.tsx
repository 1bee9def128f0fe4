import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAsking, useLiveAnswer } from '../components/Asking';
import { Composer } from '../components/Composer';
import { Link } from '../components/Link';
import { Notice } from '../components/Notice';
import { Thread } from '../components/Thread';
import { useTitle } from '../components/useTitle';
import { useAccount } from '../services/account';
import { conversations, messages } from '../services/history';
import { Problem } from '../services/problem';

export function ConversationPage({ conversation }: { conversation: string }) {
  const account = useAccount();
  const signedIn = account.state === 'in';
  const { answers, ask, signIn } = useAsking();
  const live = useLiveAnswer(conversation);
  const { data, error, refetch } = useQuery({
    ...messages(conversation),
    enabled: signedIn,
  });
  const { data: list } = useInfiniteQuery({ ...conversations, enabled: signedIn });
  const title = list?.pages
    .flatMap((page) => page.conversations)
    .find((each) => each.id === conversation)?.title;
  useTitle(title || 'Conversation');

  const last = data?.at(-1);
  useEffect(() => {
    if (last?.role === 'book' && last.status === 'streaming') answers.takeUp(last);
  }, [answers, last]);

  if (account.state === 'out') {
    return (
      <div className="plain">
        <h1>Sign in to read on</h1>
        <p className="lead">Conversations are shown to the one who asked.</p>
        <button type="button" className="primary" onClick={() => signIn('sign-in')}>
          Sign in
        </button>
      </div>
    );
  }
  if (account.state === 'unknown') {
    return (
      <div className="plain">
        <h1>One moment</h1>
        <p className="lead">
          Hornbook can’t tell yet whether you are signed in; its database may be waking up.
        </p>
        <button type="button" className="primary" onClick={account.again}>
          Try again
        </button>
      </div>
    );
  }
  if (error && !data) {
    const gone = Problem.of(error).status === 404 || Problem.of(error).status === 400;
    return (
      <div className="plain">
        <h1>{gone ? 'This conversation isn’t there' : 'One moment'}</h1>
        {gone ? (
          <p className="lead">
            It may have been deleted. <Link to="/">Ask a new question</Link>
          </p>
        ) : (
          <Notice problem={error} again={() => refetch()} />
        )}
      </div>
    );
  }
  const put = (text: string) => ask({ text, conversation });
  const busy = live !== undefined && live.phase !== 'failed';
  return (
    <div className="conversation">
      <h1 className="unseen">{title || 'Conversation'}</h1>
      {data || live ? (
        <Thread
          messages={data ?? []}
          live={live}
          onAgain={put}
          onRetry={() => {
            const asked = data?.findLast((each) => each.role === 'reader');
            if (live?.question === undefined && asked) put(asked.text);
            else answers.retry(conversation);
          }}
        />
      ) : (
        <p className="soft loading">Opening the conversation …</p>
      )}
      <div className="dock">
        <Composer
          place={conversation}
          placeholder="Ask a follow-up question"
          busy={busy}
          stopping={live?.phase === 'stopping'}
          onAsk={put}
          onStop={() => answers.stop(conversation)}
        />
      </div>
    </div>
  );
}
