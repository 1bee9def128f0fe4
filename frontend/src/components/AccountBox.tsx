import { useState } from 'react';
import { signOut, useAccount } from '../services/account';
import { useSignUp } from '../services/house';
import { useAsking } from './Asking';
import { Link } from './Link';

function WayIn() {
  const { signIn } = useAsking();
  const house = useSignUp();
  return (
    <>
      {house === 'open' && (
        <button type="button" className="primary" onClick={() => signIn('sign-up')}>
          Sign up
        </button>
      )}
      <button type="button" className="quiet" onClick={() => signIn('sign-in')}>
        Sign in
      </button>
    </>
  );
}

/** Who reads here, and the way in and out. */
export function AccountBox() {
  const account = useAccount();
  const [trouble, setTrouble] = useState<string | undefined>(undefined);

  switch (account.state) {
    case 'loading':
      return <div className="account" aria-busy="true" />;
    case 'unknown':
      return (
        <div className="account" role="alert">
          <p className="soft">Can’t tell yet whether you are signed in.</p>
          <button type="button" className="quiet" onClick={account.again}>
            Try again
          </button>
        </div>
      );
    case 'out':
      return (
        <div className="account">
          <WayIn />
        </div>
      );
    case 'in': {
      const { name, email, guest } = account.reader;
      if (guest) {
        return (
          <div className="account">
            <p className="soft">
              You ask as <Link to="/account">a guest</Link>. With an account your conversations stay
              yours.
            </p>
            <WayIn />
          </div>
        );
      }
      return (
        <div className="account in">
          <span className="initial" aria-hidden="true">
            {[...(name || email)][0]?.toUpperCase()}
          </span>
          <Link to="/account" className="who" title={email}>
            {name || email}
          </Link>
          <button type="button" className="quiet" onClick={async () => setTrouble(await signOut())}>
            Sign out
          </button>
          {trouble && (
            <p className="trouble" role="alert">
              {trouble}
            </p>
          )}
        </div>
      );
    }
  }
}
