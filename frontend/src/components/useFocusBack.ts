import { type RefObject, useEffect, useRef } from 'react';

/** Leads the keyboard back to an element within when what it was in has gone: a form, or a question asked back. */
export function useFocusBack(root: RefObject<HTMLElement | null>, selector: string, away: boolean) {
  const was = useRef(away);
  useEffect(() => {
    const back = was.current && !away;
    was.current = away;
    // A reader who has gone elsewhere meanwhile is left there.
    if (back && document.activeElement === document.body) {
      root.current?.querySelector<HTMLElement>(selector)?.focus();
    }
  }, [root, selector, away]);
}
