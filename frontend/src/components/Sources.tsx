import { passageAddress } from '../services/addresses';
import type { Citation } from '../services/contract';
import { citationTrail } from './CitationLink';
import { Link } from './Link';

/** The passages an answer rests on. */
export function Sources({ citations }: { citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  const ordered = [...citations].sort((a, b) => a.number - b.number);
  return (
    <section className="sources">
      <h3>Sources</h3>
      <ol aria-label="Sources">
        {ordered.map((citation) => (
          <li key={citation.number} value={citation.number}>
            <Link to={passageAddress(citation)} trail={citationTrail(citation)}>
              <span className="number" aria-hidden="true">
                {citation.number}
              </span>
              <span className="title">{citation.title}</span>
              {citation.quote && <q>{citation.quote}</q>}
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
