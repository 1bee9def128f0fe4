import type { ReactNode } from 'react';

type Props = {
  /** Whether somebody new gives their name. */
  name: boolean;
  /** What else is asked for, before what went wrong and the button. */
  children?: ReactNode;
  trouble: string | undefined;
  busy: boolean;
  action: string;
};

/** What every way into an account asks for, tells and ends with. */
export function AccountFields({ name, children, trouble, busy, action }: Props) {
  return (
    <>
      {name && (
        <label>
          Name
          <input name="name" autoComplete="name" required maxLength={200} />
        </label>
      )}
      <label>
        E-mail
        <input name="email" type="email" autoComplete="email" required maxLength={320} />
      </label>
      {children}
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      <button type="submit" className="primary" disabled={busy}>
        {busy ? 'One moment …' : action}
      </button>
    </>
  );
}
