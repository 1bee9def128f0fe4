import { type FormEvent, useEffect, useRef, useState } from 'react';
import { signIn, signUp } from '../services/account';
import { CloseIcon } from './icons';

export type SignInMode = 'sign-up' | 'sign-in';

type Props = {
  mode: SignInMode;
  /** The question that waits for its reader to sign in. */
  question?: string | undefined;
  onMode: (mode: SignInMode) => void;
  onClose: () => void;
};

/** Signing up and in. It closes by itself once the session is there. */
export function SignInDialog({ mode, question, onMode, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [visible, setVisible] = useState(false);
  const signingUp = mode === 'sign-up';
  const action = signingUp ? 'Sign up' : 'Sign in';

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    dialog.current?.querySelector('input')?.focus();
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '');
    const email = field('email').trim();
    setBusy(true);
    setTrouble(undefined);
    const outcome = signingUp
      ? await signUp(field('name').trim(), email, field('password'))
      : await signIn(email, field('password'));
    // When it went well the dialog stays busy until the session has been read, and goes with it.
    if (outcome !== undefined) {
      setTrouble(outcome);
      setBusy(false);
    }
  };
  const change = () => {
    setTrouble(undefined);
    onMode(signingUp ? 'sign-in' : 'sign-up');
  };
  return (
    <dialog ref={dialog} className="sign-in" aria-labelledby="sign-in-title" onClose={onClose}>
      <button
        type="button"
        className="icon-button close"
        aria-label="Close"
        onClick={() => dialog.current?.close()}
      >
        <CloseIcon />
      </button>
      <h2 id="sign-in-title">{signingUp ? 'Create your account' : 'Welcome back'}</h2>
      {question ? (
        <div className="kept">
          <p>Your question is kept, and asked as soon as you are in:</p>
          <blockquote>{question}</blockquote>
        </div>
      ) : (
        <p className="soft">With an account Hornbook remembers your conversations.</p>
      )}
      <form onSubmit={submit}>
        {signingUp && (
          <label>
            Name
            <input name="name" autoComplete="name" required maxLength={200} />
          </label>
        )}
        <label>
          E-mail
          <input name="email" type="email" autoComplete="email" required maxLength={320} />
        </label>
        <div className="field">
          <label htmlFor="password">Password</label>
          <div className="password">
            <input
              id="password"
              name="password"
              type={visible ? 'text' : 'password'}
              autoComplete={signingUp ? 'new-password' : 'current-password'}
              aria-describedby={signingUp ? 'password-rule' : undefined}
              required
              minLength={signingUp ? 8 : undefined}
              maxLength={128}
            />
            <button
              type="button"
              className="quiet"
              aria-controls="password"
              onClick={() => setVisible(!visible)}
            >
              {visible ? 'Hide' : 'Show'}
            </button>
          </div>
          {signingUp && <small id="password-rule">At least 8 characters.</small>}
        </div>
        {trouble && (
          <p className="trouble" role="alert">
            {trouble}
          </p>
        )}
        <button type="submit" className="primary" disabled={busy}>
          {busy ? 'One moment …' : action}
        </button>
      </form>
      <p className="other">
        <button type="button" className="link" onClick={change}>
          {signingUp ? 'I have an account already' : 'I’m new here'}
        </button>
      </p>
    </dialog>
  );
}
