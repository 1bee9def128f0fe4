import { useQuery } from '@tanstack/react-query';
import { bookAddress, type Route } from '../services/addresses';
import { textbooks } from '../services/library';
import { useOperator } from '../services/operator';
import { AccountBox } from './AccountBox';
import { Contents } from './Contents';
import { ConversationList } from './ConversationList';
import { BookIcon, Hornbook, PlusIcon, QuestionIcon } from './icons';
import { Link } from './Link';

/** The page's left side: the two things to do here, asking and reading, and below them what belongs to the one being done. */
export function Sidebar({ route }: { route: Route }) {
  const { data: books = [] } = useQuery(textbooks);
  const reading = route.page === 'book' || route.page === 'chapter' || route.page === 'shelf';
  // Reading wakes no database, and this must not either.
  const operator = useOperator(!reading);
  const slug = 'textbook' in route ? route.textbook : undefined;
  const book = books.find((each) => each.slug === slug);
  const only = books.length === 1 ? books[0] : undefined;
  return (
    <>
      <Link to="/" className="brand">
        <Hornbook />
        <span>Hornbook</span>
      </Link>
      <nav className="modes" aria-label="Hornbook">
        <Link to="/" aria-current={reading ? undefined : 'true'}>
          <QuestionIcon />
          Questions
        </Link>
        <Link
          to={only ? bookAddress(only.slug) : '/books'}
          aria-current={reading ? 'true' : undefined}
        >
          <BookIcon />
          {books.length > 1 ? 'Books' : 'Book'}
        </Link>
      </nav>
      <div className="pane">
        {reading ? (
          book && (
            <nav aria-label={book.title}>
              <Link className="book-title" to={bookAddress(book.slug)}>
                {book.title}
              </Link>
              <Contents book={book} current={'chapter' in route ? route.chapter : undefined} />
            </nav>
          )
        ) : (
          <>
            <Link to="/" className="new">
              <PlusIcon />
              New question
            </Link>
            <ConversationList
              current={route.page === 'conversation' ? route.conversation : undefined}
            />
          </>
        )}
      </div>
      {operator && (
        <Link
          to="/operator"
          className="to-operator"
          aria-current={route.page === 'operator' ? 'page' : undefined}
        >
          Operator
        </Link>
      )}
      <AccountBox />
    </>
  );
}
