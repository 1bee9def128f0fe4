import { type FormEvent, useEffect, useState } from 'react';
import { useAsking } from '../components/Asking';
import { PasswordField } from '../components/PasswordField';
import { useTitle } from '../components/useTitle';
import { setNewPassword } from '../services/account';
import { newPasswordAddress } from '../services/addresses';
import { navigate } from '../services/router';

/** Where a mailed link leads: its token stands in the address, with `error` instead of it where the link is of no use. */
export function NewPasswordPage() {
  useTitle('New password');
  const { signIn } = useAsking();
  const [token] = useState(() => new URLSearchParams(window.location.search).get('token'));
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [trouble, setTrouble] = useState<string | undefined>(undefined);

  // Whoever looks over the shoulder, or into the browser's history, finds no token.
  useEffect(() => navigate(newPasswordAddress, { replace: true }), []);

  if (token === null) {
    return (
      <div className="plain">
        <h1>This link is of no use any more</h1>
        <p className="lead">It has been used already, or is older than an hour.</p>
        <button type="button" className="primary" onClick={() => signIn('forgotten')}>
          Get a new link
        </button>
      </div>
    );
  }
  if (state === 'done') {
    return (
      <div className="plain">
        <h1>Your new password is set</h1>
        <p className="lead">Wherever you were signed in, sign in again with it.</p>
        <button type="button" className="primary" onClick={() => signIn('sign-in')}>
          Sign in
        </button>
      </div>
    );
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password') ?? '');
    setState('busy');
    const outcome = await setNewPassword(token, password);
    setTrouble(outcome);
    setState(outcome === undefined ? 'done' : 'open');
  };
  return (
    <div className="plain account-page">
      <h1>Choose a new password</h1>
      <form onSubmit={submit}>
        <PasswordField label="New password" fresh />
        {trouble && (
          <p className="trouble" role="alert">
            {trouble}
          </p>
        )}
        <button type="submit" className="primary" disabled={state === 'busy'}>
          {state === 'busy' ? 'One moment …' : 'Set password'}
        </button>
      </form>
    </div>
  );
}
