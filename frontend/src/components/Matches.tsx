import { useQuery } from '@tanstack/react-query';
import { conversationAddress } from '../services/addresses';
import type { Matches as Found } from '../services/contract';
import { matches } from '../services/history';
import { Link } from './Link';
import { Notice } from './Notice';

type Piece = Found['matches'][number]['snippet'][number];

/** Where words stand among what the reader asked and was told, the best match first. */
export function Matches({ words }: { words: string }) {
  const { data, error, refetch } = useQuery(matches(words));
  if (error) return <Notice problem={error} again={() => refetch()} />;
  return (
    <div className="matches" aria-live="polite">
      {data?.length === 0 && <p className="soft">You have not talked about that.</p>}
      {data && data.length > 0 && (
        <ul aria-label="Found conversations">
          {data.map(({ conversation, message, snippet }) => (
            <li key={conversation.id}>
              <Link to={conversationAddress(conversation.id)}>
                <span className="title">{conversation.title}</span>
                {message && <Snippet pieces={snippet} />}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Snippet({ pieces }: { pieces: Piece[] }) {
  let at = 0;
  return (
    <span className="snippet">
      {pieces.map(({ text, hit }) => {
        at += text.length;
        return hit ? <mark key={at}>{text}</mark> : text;
      })}
    </span>
  );
}
