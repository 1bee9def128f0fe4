import { useQuery } from '@tanstack/react-query';
import { Link } from '../components/Link';
import { Notice } from '../components/Notice';
import { useTitle } from '../components/useTitle';
import { bookAddress } from '../services/addresses';
import { length, textbooks } from '../services/library';

export function ShelfPage() {
  useTitle('Books');
  const { data: books, error, refetch } = useQuery(textbooks);
  return (
    <div className="reading">
      <h1>Books</h1>
      {error && !books && <Notice problem={error} again={() => refetch()} />}
      {books?.length === 0 && (
        <p className="lead">
          There is none yet. Read one in with <code>./hornbook ingest PATH</code>.
        </p>
      )}
      <ul className="shelf" aria-label="Books">
        {books?.map((book) => (
          <li key={book.slug}>
            <Link to={bookAddress(book.slug)}>
              <span className="title">{book.title}</span>
              <span className="soft">{length(book)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
