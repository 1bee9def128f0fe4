import { useId, useState } from 'react';

/** A password, hidden until its writer wants to see it; a fresh one is told its rule. */
export function PasswordField({ label, fresh }: { label: string; fresh: boolean }) {
  const [visible, setVisible] = useState(false);
  const id = useId();
  const rule = `${id}-rule`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="password">
        <input
          id={id}
          name="password"
          type={visible ? 'text' : 'password'}
          autoComplete={fresh ? 'new-password' : 'current-password'}
          aria-describedby={fresh ? rule : undefined}
          required
          minLength={fresh ? 8 : undefined}
          maxLength={128}
        />
        <button
          type="button"
          className="quiet"
          aria-controls={id}
          onClick={() => setVisible(!visible)}
        >
          {visible ? 'Hide' : 'Show'}
        </button>
      </div>
      {fresh && <small id={rule}>At least 8 characters.</small>}
    </div>
  );
}
