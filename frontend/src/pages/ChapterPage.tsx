import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { BookSearch } from '../components/BookSearch';
import { BackIcon } from '../components/icons';
import { Link } from '../components/Link';
import { Notice } from '../components/Notice';
import { SectionView } from '../components/SectionView';
import { useTitle } from '../components/useTitle';
import { chapterAddress } from '../services/addresses';
import type { Chapter } from '../services/contract';
import { chapter as chapterQuery, textbooks } from '../services/library';
import { holds } from '../services/marking';
import { Problem } from '../services/problem';
import { trail, useAddress } from '../services/router';
import { howArrived, scrollBack } from '../services/scrolling';
import { MissingPage } from './MissingPage';

/** A chapter to read. Reached by a citation, it opens at the cited passage, marked. */
export function ChapterPage({ textbook, chapter }: { textbook: string; chapter: string }) {
  const address = useAddress();
  const { data, error, refetch } = useQuery(chapterQuery(textbook, chapter));
  const { data: books } = useQuery(textbooks);
  const slugs = books?.find((each) => each.slug === textbook)?.chapters;
  const standpoint = useMemo(
    () => ({ textbook, chapter, chapters: slugs?.map((each) => each.slug) ?? [] }),
    [textbook, chapter, slugs],
  );
  useTitle(data?.title);

  const passage = address.searchParams.get('passage') ?? undefined;
  const { from, quote, entry } = trail();
  const cited = useMemo(() => citedWords(data, passage, quote), [data, passage, quote]);
  const article = useRef<HTMLElement>(null);
  const target = `${address.href} ${quote} ${entry}${data ? '' : ' (not there yet)'}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the address or the words lead elsewhere
  useEffect(() => {
    if (!data || howArrived() === 'fragment') return;
    if (howArrived() === 'return') {
      scrollBack();
      return;
    }
    const place = placeIn(article.current, passage !== undefined, address.hash);
    place?.scrollIntoView?.({ block: passage ? 'center' : 'start' });
    place?.closest<HTMLElement>('.cited')?.focus({ preventScroll: true });
  }, [target]);

  if (error && !data) {
    if (Problem.of(error).status === 404) return <MissingPage />;
    return (
      <div className="plain">
        <h1>One moment</h1>
        <Notice problem={error} again={() => refetch()} />
      </div>
    );
  }
  return (
    <div className="reading">
      <BookSearch textbook={textbook} />
      {from && (
        <Link
          className="back"
          to={from}
          onClick={(event) => {
            // One step back in the browser's own history, where it was scrolled to is known.
            event.preventDefault();
            window.history.back();
          }}
        >
          <BackIcon />
          Back to the answer
        </Link>
      )}
      {!data && <p className="soft loading">Opening the chapter …</p>}
      {data && (
        <article ref={article}>
          <h1>{data.title}</h1>
          {data.sections.map((section) => (
            <SectionView
              key={section.id}
              section={section}
              opening={section.level <= 1}
              cited={section.id === cited?.section}
              marked={section.id === cited?.section ? cited.words : undefined}
              standpoint={standpoint}
            />
          ))}
          <Turning chapter={data} />
        </article>
      )}
    </div>
  );
}

function Turning({ chapter }: { chapter: Chapter }) {
  const { previous, next } = chapter;
  if (!previous && !next) return null;
  return (
    <nav className="turning" aria-label="Chapters">
      {previous && (
        <Link rel="prev" to={chapterAddress(chapter.textbook, previous.slug)}>
          <small>Previous</small>
          <span>{previous.title}</span>
        </Link>
      )}
      {next && (
        <Link rel="next" to={chapterAddress(chapter.textbook, next.slug)}>
          <small>Next</small>
          <span>{next.title}</span>
        </Link>
      )}
    </nav>
  );
}

type Cited = { section: string; words: string[] };

/** The section that holds the passage, and the words to mark in it: the quoted ones where known and found, else the passage's. */
function citedWords(
  chapter: Chapter | undefined,
  passage: string | undefined,
  quote: string | undefined,
): Cited | undefined {
  for (const section of chapter?.sections ?? []) {
    const found = section.passages.find((each) => each.id === passage);
    if (!found) continue;
    const quoted = quote !== undefined && holds(section.markdown, quote);
    return { section: section.id, words: [quoted ? quote : found.text] };
  }
  return undefined;
}

/** Where to go: the marked words, else the section that holds the passage, else the address's own fragment. */
function placeIn(
  article: HTMLElement | null,
  passage: boolean,
  hash: string,
): Element | null | undefined {
  const cited = passage ? article?.querySelector('.cited') : undefined;
  if (cited) return cited.querySelector('mark') ?? cited;
  if (hash === '') return undefined;
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return undefined;
  }
}
