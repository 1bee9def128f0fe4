import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useAccount } from '../services/account';
import type { Route } from '../services/addresses';
import { useAddress } from '../services/router';
import { howArrived, scrollBack } from '../services/scrolling';
import { useAsking } from './Asking';
import { CloseIcon, Hornbook, MenuIcon, PlusIcon } from './icons';
import { Link } from './Link';
import { Sidebar } from './Sidebar';

/** The frame around every page. On narrow screens the sidebar is a drawer. */
export function Shell({ route, children }: { route: Route; children: ReactNode }) {
  const { pathname } = useAddress();
  const [drawer, setDrawer] = useState(false);
  const sidebar = useRef<HTMLElement>(null);
  const menu = useRef<HTMLButtonElement>(null);
  const main = useRef<HTMLElement>(null);

  // Another page closes the drawer, and takes the keyboard along where it has no place of its own for it.
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    setDrawer(false);
    if (howArrived() === 'return') scrollBack();
    const page = main.current;
    if (page && !page.contains(document.activeElement)) page.focus({ preventScroll: true });
  }, [pathname]);

  useEffect(() => {
    if (!drawer) return undefined;
    sidebar.current?.querySelector<HTMLElement>('a, button')?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setDrawer(false);
      menu.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [drawer]);

  return (
    <div className={`shell${drawer ? ' drawer-open' : ''}`}>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        Skip to the page
      </button>
      <header className="topbar" inert={drawer}>
        <button
          ref={menu}
          type="button"
          className="icon-button"
          aria-label="Menu"
          aria-expanded={drawer}
          onClick={() => setDrawer(true)}
        >
          <MenuIcon />
        </button>
        <Link to="/" className="brand">
          <Hornbook />
          <span>Hornbook</span>
        </Link>
        <TopbarAction />
      </header>
      {drawer && (
        <button
          type="button"
          className="veil"
          aria-label="Close menu"
          tabIndex={-1}
          onClick={() => setDrawer(false)}
        />
      )}
      <aside className="sidebar" ref={sidebar}>
        <button
          type="button"
          className="icon-button close-drawer"
          aria-label="Close menu"
          onClick={() => setDrawer(false)}
        >
          <CloseIcon />
        </button>
        <Sidebar route={route} />
      </aside>
      <main ref={main} tabIndex={-1} inert={drawer}>
        {children}
      </main>
    </div>
  );
}

/** What is wanted most often, at hand without opening the drawer. */
function TopbarAction() {
  const account = useAccount();
  const { signIn } = useAsking();
  if (account.state === 'out') {
    return (
      <button type="button" className="quiet" onClick={() => signIn('sign-in')}>
        Sign in
      </button>
    );
  }
  return (
    <Link to="/" className="icon-button" aria-label="New question" title="New question">
      <PlusIcon />
    </Link>
  );
}
