import { passageAddress } from '../services/addresses';
import type { Citation } from '../services/contract';
import { Link } from './Link';

/** What a followed citation leaves behind, so that the chapter can mark the words and lead back. */
export function citationTrail(citation: Citation) {
  return { from: window.location.pathname, quote: citation.quote };
}

/** The small number behind a sentence; it leads to the passage, and shows its words on hovering. */
export function CitationLink({ citation }: { citation: Citation }) {
  return (
    <Link
      className="citation"
      to={passageAddress(citation)}
      trail={citationTrail(citation)}
      aria-label={`Source ${citation.number}: ${citation.title}`}
    >
      {citation.number}
      <span className="preview" aria-hidden="true">
        <strong>{citation.title}</strong>
        <span>{citation.quote}</span>
      </span>
    </Link>
  );
}
