import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useAsking } from '../components/Asking';
import { Notice } from '../components/Notice';
import { useTitle } from '../components/useTitle';
import { deleteAccount, type Reader, useAccount } from '../services/account';
import { navigate } from '../services/router';

/** The reader's own account: what is held, taken along or erased. */
export function AccountPage() {
  useTitle('Your account');
  const account = useAccount();
  const { signIn } = useAsking();
  return (
    <div className="plain account-page">
      <h1>Your account</h1>
      {account.state === 'in' && <Own reader={account.reader} />}
      {account.state === 'out' && (
        <>
          <p className="lead">You are not signed in.</p>
          <button type="button" className="primary" onClick={() => signIn('sign-in')}>
            Sign in
          </button>
        </>
      )}
    </div>
  );
}

function Own({ reader }: { reader: Reader }) {
  const erase = useMutation({
    mutationFn: deleteAccount,
    onSuccess: () => navigate('/', { replace: true }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    erase.mutate(String(new FormData(event.currentTarget).get('password') ?? ''));
  };
  return (
    <>
      <p className="lead">
        {reader.guest ? 'You ask as a guest.' : `${reader.name} · ${reader.email}`}
      </p>
      <section aria-labelledby="export-title">
        <h2 id="export-title">Take your data along</h2>
        <p>
          Everything that Hornbook holds about you, as a ZIP: your account and every conversation.
        </p>
        <a className="quiet" href="/api/v1/me/export" download>
          Download my data
        </a>
      </section>
      <section aria-labelledby="delete-title">
        <h2 id="delete-title">Delete your account</h2>
        <p>
          Your account, every conversation and every word of feedback go at once. It cannot be taken
          back.
        </p>
        <form onSubmit={submit}>
          {!reader.guest && (
            <label>
              Your password
              <input
                name="password"
                type="password"
                autoComplete="current-password"
                maxLength={128}
              />
            </label>
          )}
          <button type="submit" className="quiet danger" disabled={erase.isPending}>
            {erase.isPending ? 'One moment …' : 'Delete my account'}
          </button>
        </form>
        {erase.error && <Notice problem={erase.error} />}
      </section>
    </>
  );
}
