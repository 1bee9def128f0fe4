import { useQuery } from '@tanstack/react-query';
import { BookSearch } from '../components/BookSearch';
import { Contents } from '../components/Contents';
import { Notice } from '../components/Notice';
import { useTitle } from '../components/useTitle';
import { textbooks } from '../services/library';
import { MissingPage } from './MissingPage';

/** A book's title page: its table of contents, and a search through it. */
export function BookPage({ textbook }: { textbook: string }) {
  const { data: books, error, refetch } = useQuery(textbooks);
  const book = books?.find((each) => each.slug === textbook);
  useTitle(book?.title);
  if (books && !book) return <MissingPage />;
  return (
    <div className="reading">
      {error && !books && <Notice problem={error} again={() => refetch()} />}
      {book && (
        <>
          <BookSearch textbook={textbook} />
          <h1>{book.title}</h1>
          <Contents book={book} deep />
        </>
      )}
    </div>
  );
}
