import { chapterAddress, routeOf } from './addresses';

/** Where a piece of Markdown stands: links in a book's chapter may be relative to its source file. */
export type Standpoint = { textbook: string; chapter: string; chapters: readonly string[] };

export type SafeLink =
  | { kind: 'page'; to: string }
  | { kind: 'anchor'; to: string }
  | { kind: 'outside'; to: string };

/**
 * What may become of a link that a book, a reader or a model wrote: a page of this book, a place on this page, an http(s)
 * or mailto address elsewhere; undefined for everything else, whose words stay text. The browser's own URL parser judges, so
 * that no spelling (tabs inside `java script:`, entities, backslashes) means one thing here and another there.
 */
export function safeLink(href: string, standpoint?: Standpoint): SafeLink | undefined {
  const own = window.location.origin;
  if (href.startsWith('#')) return { kind: 'anchor', to: href };
  let url: URL;
  try {
    const base = standpoint
      ? new URL(chapterAddress(standpoint.textbook, standpoint.chapter), own)
      : new URL('/', own);
    url = new URL(href, base);
  } catch {
    return undefined;
  }
  if (url.protocol === 'mailto:') return { kind: 'outside', to: url.href };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.origin !== own) return { kind: 'outside', to: url.href };
  return ownPage(url, standpoint);
}

/** Of our own addresses only pages: content has no business linking to the interface behind them. */
function ownPage(url: URL, standpoint: Standpoint | undefined): SafeLink | undefined {
  const pathname = url.pathname.replace(/\.mdx?$/i, '').replace(/\/(index|readme)$/i, '');
  const route = routeOf(pathname);
  if (route.page === 'book') return { kind: 'page', to: pathname };
  if (route.page !== 'chapter') return undefined;
  if (standpoint && route.textbook === standpoint.textbook) {
    const chapter = knownChapter(route.chapter, standpoint.chapters);
    if (chapter === undefined) return undefined;
    return { kind: 'page', to: chapterAddress(route.textbook, chapter) + url.hash };
  }
  return { kind: 'page', to: pathname + url.search + url.hash };
}

/** Source files carry ordering numbers (`02-sensing.md`) that slugs may have lost. */
function knownChapter(wanted: string, chapters: readonly string[]): string | undefined {
  const bare = (slug: string) => slug.replace(/(^|\/)\d+[-_.]\s*/g, '$1').toLowerCase();
  return (
    chapters.find((slug) => slug === wanted || slug === `${wanted}/index`) ??
    chapters.find((slug) => bare(slug) === bare(wanted))
  );
}
