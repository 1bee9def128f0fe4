/** A piece of a snippet; `at` is its place, which tells the pieces apart. */
export type Part = { at: number; text: string; found: boolean };

const LENGTH = 180;

/** About 180 characters of a passage around the first of the searched words, with these told apart. */
export function snippet(passage: string, words: string): Part[] {
  const text = plain(passage);
  const finder = finderOf(words);
  const first = finder ? text.search(finder) : -1;
  const from = first <= LENGTH / 2 ? 0 : text.indexOf(' ', first - LENGTH / 2) + 1;
  const cut = text.slice(from, from + LENGTH);
  const whole = from + LENGTH >= text.length;
  const shown = (from > 0 ? '… ' : '') + (whole ? cut : `${cut.replace(/\s+\S*$/, '')} …`);
  if (!finder) return [{ at: 0, text: shown, found: false }];
  const parts: Part[] = [];
  let done = 0;
  for (const match of shown.matchAll(finder)) {
    if (match.index > done) {
      parts.push({ at: done, text: shown.slice(done, match.index), found: false });
    }
    parts.push({ at: match.index, text: match[0], found: true });
    done = match.index + match[0].length;
  }
  if (done < shown.length) parts.push({ at: done, text: shown.slice(done), found: false });
  return parts;
}

/** Finds words that begin as the searched ones do, so that "sensor" shows in "sensors". */
function finderOf(words: string): RegExp | undefined {
  const terms = words.match(/[\p{L}\p{N}]{3,}/gu);
  return terms ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${terms.join('|')})`, 'giu') : undefined;
}

/** Markdown's signs say nothing in a line of search results. */
function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>|]+|:?-{3,}:?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
