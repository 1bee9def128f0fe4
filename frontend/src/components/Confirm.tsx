import type { KeyboardEvent } from 'react';

type ConfirmProps = {
  /** What is asked, naming the thing; for those who do not see where it stands. */
  label: string;
  question: string;
  yes: string;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
};

/** Asks back once before what cannot be undone, where the thing stands. */
export function Confirm({ label, question, yes, busy, onYes, onNo }: ConfirmProps) {
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Only this is left, not the drawer around it.
    event.stopPropagation();
    onNo();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div className="confirm" role="group" aria-label={label}>
      <span>{question}</span>
      <button
        type="button"
        className="danger"
        // biome-ignore lint/a11y/noAutofocus: the question just asked is answered here
        autoFocus
        onKeyDown={leave}
        onClick={onYes}
        disabled={busy}
      >
        {yes}
      </button>
      <button type="button" onClick={onNo} onKeyDown={leave}>
        Keep
      </button>
    </div>
  );
}
