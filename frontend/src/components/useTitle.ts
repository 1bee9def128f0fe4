import { useEffect } from 'react';

/** The browser's title of the page shown. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Hornbook` : 'Hornbook';
  }, [title]);
}
