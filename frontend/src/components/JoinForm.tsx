import { type FormEvent, useState } from 'react';
import { signUp } from '../services/account';
import { PasswordField } from './PasswordField';

type Props = {
  /** What came with the link that the reader followed here. */
  invitation: string;
  onDone: () => void;
};

/** Signing up by a link. When it went well it stays busy until the page has changed. */
export function JoinForm({ invitation, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '');
    setBusy(true);
    setTrouble(undefined);
    const outcome = await signUp(
      field('name').trim(),
      field('email').trim(),
      field('password'),
      invitation,
    );
    if (outcome === undefined) {
      onDone();
    } else {
      setTrouble(outcome);
      setBusy(false);
    }
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <label>
        Name
        <input name="name" autoComplete="name" required maxLength={200} />
      </label>
      <label>
        E-mail
        <input name="email" type="email" autoComplete="email" required maxLength={320} />
      </label>
      <PasswordField label="Password" fresh />
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      <button type="submit" className="primary" disabled={busy}>
        {busy ? 'One moment …' : 'Sign up'}
      </button>
    </form>
  );
}
