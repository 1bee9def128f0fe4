import { type FormEvent, useState } from 'react';
import { signUp } from '../services/account';
import { AccountFields } from './AccountFields';
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
      <AccountFields name trouble={trouble} busy={busy} action="Sign up">
        <PasswordField label="Password" fresh />
      </AccountFields>
    </form>
  );
}
