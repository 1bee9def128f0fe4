import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { passageAddress } from '../services/addresses';
import { search } from '../services/library';
import { navigate } from '../services/router';
import { snippet } from '../services/snippet';
import { SearchIcon } from './icons';
import { Link } from './Link';
import { Notice } from './Notice';
import { useSettled } from './useSettled';

/** Searches a book while its reader types; Enter opens the first find, arrows move through them, Escape empties, `/` leads here. */
export function BookSearch({ textbook }: { textbook: string }) {
  const [words, setWords] = useState('');
  const settled = useSettled(words.trim(), 180);
  const { data, error, refetch, isPlaceholderData } = useQuery(search(textbook, settled));
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const open = words.trim() !== '';
  const results = open && settled !== '' ? data : undefined;
  const current = settled === words.trim() && !isPlaceholderData ? results : undefined;
  // Who types quickly presses Enter before what they mean is found.
  const [entered, setEntered] = useState(false);

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as HTMLElement).closest('input, textarea, [contenteditable], dialog'))
        return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Escape') write('');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li a')];
    stops[stops.indexOf(document.activeElement as HTMLElement) + step]?.focus();
  };
  useEffect(() => {
    if (!entered || !current) return;
    setEntered(false);
    if (!current[0]) return;
    navigate(passageAddress(current[0]));
    setWords('');
  }, [entered, current]);

  const enter = (event: FormEvent) => {
    event.preventDefault();
    setEntered(open);
  };
  const write = (changed: string) => {
    setWords(changed);
    setEntered(false);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form, so that Enter means something; <search> is too new for some browsers
    <form role="search" className="search" onSubmit={enter} onKeyDown={onKeyDown}>
      <label htmlFor={id} className="unseen">
        Search this book
      </label>
      <SearchIcon />
      <input
        id={id}
        ref={field}
        type="search"
        value={words}
        placeholder="Search this book"
        autoComplete="off"
        onChange={(event) => write(event.target.value)}
      />
      {error && open && <Notice problem={error} again={() => refetch()} />}
      {results && (
        <div className="results" aria-live="polite">
          {results.length === 0 ? (
            <p className="soft">The book has nothing on “{settled}”.</p>
          ) : (
            <ul aria-label="Search results">
              {results.map((result) => (
                <li key={result.passage}>
                  <Link to={passageAddress(result)} onClick={() => setWords('')}>
                    <span className="title">{result.title}</span>
                    <span className="snippet">
                      {snippet(result.text, settled).map((part) =>
                        part.found ? <mark key={part.at}>{part.text}</mark> : part.text,
                      )}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </form>
  );
}
