import { type FormEvent, useEffect, useRef, useState } from 'react';
import { forgetPassword, signIn, signUp } from '../services/account';
import { useSignUp } from '../services/house';
import { AccountFields } from './AccountFields';
import { CloseIcon } from './icons';
import { PasswordField } from './PasswordField';

export type SignInMode = 'sign-up' | 'sign-in' | 'forgotten';

type Props = {
  mode: SignInMode;
  /** The question that waits for its reader to sign in. */
  question?: string | undefined;
  /** Resolves when no question is on its way: one that is might find its guest gone, and the account not there yet. */
  arrived: () => Promise<void>;
  onMode: (mode: SignInMode) => void;
  onClose: () => void;
};

const WORDS = {
  'sign-up': { title: 'Create your account', action: 'Sign up' },
  'sign-in': { title: 'Welcome back', action: 'Sign in' },
  forgotten: { title: 'Forgot your password?', action: 'Send me a link' },
};

/** Signing up and in, and the way to a new password. It closes by itself once the session is there. */
export function SignInDialog({ mode: wanted, question, arrived, onMode, onClose }: Props) {
  const house = useSignUp();
  const open = house === undefined || house === 'open';
  const mode = wanted === 'sign-up' && !open ? 'sign-in' : wanted;
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [sent, setSent] = useState(false);
  const { title, action } = WORDS[mode];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first field of each mode
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    dialog.current?.querySelector('input')?.focus();
  }, [mode]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '');
    const email = field('email').trim();
    setBusy(true);
    setTrouble(undefined);
    await arrived();
    const outcome = await {
      'sign-up': () => signUp(field('name').trim(), email, field('password')),
      'sign-in': () => signIn(email, field('password')),
      forgotten: () => forgetPassword(email),
    }[mode]();
    setTrouble(outcome);
    setSent(mode === 'forgotten' && outcome === undefined);
    // When somebody came in the dialog stays busy until the session has been read, and goes with it.
    setBusy(mode !== 'forgotten' && outcome === undefined);
  };
  const change = (to: SignInMode) => {
    setTrouble(undefined);
    setSent(false);
    onMode(to);
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
      <h2 id="sign-in-title">{title}</h2>
      {question ? (
        <div className="kept">
          <p>Your question is kept, and asked as soon as you are in:</p>
          <blockquote>{question}</blockquote>
        </div>
      ) : (
        <p className="soft">
          {mode === 'forgotten'
            ? 'A link to choose a new one comes by mail, and is good for an hour.'
            : 'With an account Hornbook remembers your conversations.'}
        </p>
      )}
      {sent ? (
        <p role="status">If there is an account with that address, the link is on its way.</p>
      ) : (
        <form className="account-form" onSubmit={submit}>
          <AccountFields name={mode === 'sign-up'} trouble={trouble} busy={busy} action={action}>
            {mode !== 'forgotten' && <PasswordField label="Password" fresh={mode === 'sign-up'} />}
          </AccountFields>
        </form>
      )}
      <p className="other">
        {mode !== 'sign-in' && (
          <button type="button" className="link" onClick={() => change('sign-in')}>
            {mode === 'sign-up' ? 'I have an account already' : 'Back to signing in'}
          </button>
        )}
        {mode === 'sign-in' && (
          <>
            {open && (
              <button type="button" className="link" onClick={() => change('sign-up')}>
                I’m new here
              </button>
            )}
            <button type="button" className="link" onClick={() => change('forgotten')}>
              Forgot your password?
            </button>
          </>
        )}
      </p>
      {!open && mode === 'sign-in' && (
        <p className="other soft">
          {house === 'invited'
            ? 'New here? Signing up takes an invitation: open the link that you were sent.'
            : 'Nobody can sign up here at the moment.'}
        </p>
      )}
    </dialog>
  );
}
