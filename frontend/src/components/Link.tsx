import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigate, type Trail } from '../services/router';

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string; trail?: Trail };

/** A link to a page of Hornbook: an ordinary link, followed without loading the page anew. */
export function Link({ to, trail, onClick, ...rest }: Props) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const elsewhere =
      event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || elsewhere) return;
    event.preventDefault();
    navigate(to, trail ? { trail } : {});
  };
  return <a {...rest} href={to} onClick={follow} />;
}
