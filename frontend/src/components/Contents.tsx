import { chapterAddress } from '../services/addresses';
import type { Textbook } from '../services/contract';
import { Link } from './Link';

/** A book's chapters; the one being read with its sections. */
export function Contents({
  book,
  current,
  deep = false,
}: {
  book: Textbook;
  current?: string | undefined;
  /** Every chapter with its sections. */
  deep?: boolean;
}) {
  return (
    <ol className="contents" aria-label="Contents">
      {book.chapters.map((chapter) => {
        const here = chapter.slug === current;
        // A book's index page carries the book's own name.
        const introduction = chapter.title === book.title;
        const sections = deep || here ? chapter.sections.filter(isListed) : [];
        return (
          <li key={chapter.slug} className={introduction ? 'unnumbered' : undefined}>
            <Link
              className="chapter"
              to={chapterAddress(book.slug, chapter.slug)}
              aria-current={here ? 'page' : undefined}
            >
              {introduction ? 'Introduction' : chapter.title}
            </Link>
            {sections.length > 0 && (
              <ol>
                {sections.map((section) => (
                  <li key={section.id}>
                    <Link to={chapterAddress(book.slug, chapter.slug, section.anchor)}>
                      {section.title}
                    </Link>
                  </li>
                ))}
              </ol>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** A chapter's opening has the chapter's own name; what lies deeper than two levels is found in the chapter. */
function isListed({ level }: { level: number }): boolean {
  return level === 2;
}
