import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { bookAddress } from '../services/addresses';
import type { Textbook } from '../services/contract';
import { booksChanged, length, textbooks } from '../services/library';
import { takeAway } from '../services/operator';
import { Confirm } from './Confirm';
import { Link } from './Link';
import { Notice } from './Notice';
import { useFocusBack } from './useFocusBack';

/** The books, each to be taken away (asked back once). */
export function BookList() {
  const { data: books, error, refetch } = useQuery(textbooks);
  return (
    <section aria-labelledby="books-title">
      <h2 id="books-title">Books</h2>
      {error && !books && <Notice problem={error} again={() => refetch()} />}
      {books?.length === 0 && <p className="soft">There are none.</p>}
      <ul className="listed" aria-labelledby="books-title">
        {books?.map((book) => (
          <BookRow key={book.id} book={book} />
        ))}
      </ul>
    </section>
  );
}

function BookRow({ book }: { book: Textbook }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  useFocusBack(row, 'button', asked);
  const gone = useMutation({
    mutationFn: () => takeAway(book.slug),
    onSettled: () => booksChanged(client, book.slug),
  });
  return (
    <li ref={row}>
      <div>
        <Link to={bookAddress(book.slug)}>{book.title}</Link>
        <p className="soft">
          {book.slug} · {length(book)}
        </p>
        {gone.error && <Notice problem={gone.error} />}
      </div>
      {asked ? (
        <Confirm
          label={`Take “${book.title}” away?`}
          question="Readers keep what they asked about it."
          yes="Take away"
          busy={gone.isPending}
          onYes={() => gone.mutate()}
          onNo={() => setAsked(false)}
        />
      ) : (
        <button
          type="button"
          className="quiet"
          aria-label={`Take “${book.title}” away`}
          onClick={() => setAsked(true)}
        >
          Take away
        </button>
      )}
    </li>
  );
}
