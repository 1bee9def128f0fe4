export type Route =
  | { page: 'ask' }
  | { page: 'conversation'; conversation: string }
  | { page: 'shelf' }
  | { page: 'book'; textbook: string }
  | { page: 'chapter'; textbook: string; chapter: string }
  | { page: 'account' }
  | { page: 'new-password' }
  | { page: 'operator' }
  | { page: 'join' }
  | { page: 'status' }
  | { page: 'missing' };

export function routeOf(pathname: string): Route {
  let parts: string[];
  try {
    parts = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return { page: 'missing' };
  }
  const [first, second, ...more] = parts;
  if (first === undefined) return { page: 'ask' };
  if (first === 'c' && second !== undefined && more.length === 0) {
    return { page: 'conversation', conversation: second };
  }
  const alone = ['account', 'new-password', 'operator', 'join', 'status'] as const;
  const page = second === undefined && alone.find((each) => each === first);
  if (page) return { page };
  if (first === 'books') {
    if (second === undefined) return { page: 'shelf' };
    if (more.length === 0) return { page: 'book', textbook: second };
    return { page: 'chapter', textbook: second, chapter: more.join('/') };
  }
  return { page: 'missing' };
}

/** Where a mailed link to a new password leads. */
export const newPasswordAddress = '/new-password';

export const conversationAddress = (id: string) => `/c/${encodeURIComponent(id)}`;

export const bookAddress = (textbook: string) => `/books/${encodeURIComponent(textbook)}`;

export const chapterAddress = (textbook: string, chapter: string, anchor?: string) =>
  [bookAddress(textbook), ...chapter.split('/').filter(Boolean).map(encodeURIComponent)].join('/') +
  (anchor ? `#${encodeURIComponent(anchor)}` : '');

/** Where a citation or a search result leads: `anchor` is `<chapter-slug>#<section-anchor>`. */
export function passageAddress(to: { textbook: string; anchor: string; passage: string }): string {
  const hash = to.anchor.indexOf('#');
  const chapter = hash < 0 ? to.anchor : to.anchor.slice(0, hash);
  const anchor = hash < 0 ? '' : to.anchor.slice(hash + 1);
  const query = new URLSearchParams({ passage: to.passage });
  return `${chapterAddress(to.textbook, chapter)}?${query}${
    anchor ? `#${encodeURIComponent(anchor)}` : ''
  }`;
}
