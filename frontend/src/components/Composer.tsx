import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useAccount } from '../services/account';
import { draft, keepDraft } from '../services/drafts';
import { hintWake } from '../services/wake';
import { SendIcon, StopIcon } from './icons';
import { Remaining } from './Remaining';

type Props = {
  /** The conversation, under which words not yet asked are kept. */
  place: string;
  placeholder: string;
  /** True while an answer is under way: then the button stops it. */
  busy?: boolean;
  stopping?: boolean;
  /** True while a question is about to be taken. */
  waiting?: boolean;
  /** False where the question could not be taken: then it stays. */
  onAsk: (text: string) => boolean;
  onStop?: () => void;
};

/** Where questions are written. Enter asks, Shift+Enter makes a new line, `/` anywhere leads here. */
export function Composer({ place, placeholder, busy, stopping, waiting, onAsk, onStop }: Props) {
  const account = useAccount();
  const [text, setText] = useState(() => draft(place));
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  useEffect(() => {
    // On a touch screen the keyboard would cover the page before anyone has read it.
    if (window.matchMedia?.('(pointer: fine)').matches) field.current?.focus();
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as HTMLElement).closest('input, textarea, [contenteditable], dialog'))
        return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const write = (words: string) => {
    // Whoever writes will ask.
    if (words !== '' && account.state === 'in') hintWake();
    setText(words);
    keepDraft(place, words);
  };
  const ask = () => {
    const question = text.trim();
    if (question === '' || busy || waiting) return;
    if (onAsk(question)) write('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends a composition of the input method; that one is not ours.
    const { isComposing, keyCode } = event.nativeEvent;
    // (Safari ends the composition before it tells of the key, which it gives this number.)
    if (event.key !== 'Enter' || event.shiftKey || isComposing || keyCode === 229) return;
    event.preventDefault();
    ask();
  };
  return (
    <>
      <form className="composer" onSubmit={submit}>
        <label htmlFor={id} className="unseen">
          Your question
        </label>
        <textarea
          id={id}
          ref={field}
          dir="auto"
          rows={Math.min(8, text.split('\n').length)}
          value={text}
          placeholder={placeholder}
          enterKeyHint="send"
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {busy ? (
          <button type="button" className="send" onClick={onStop} disabled={stopping} title="Stop">
            <StopIcon />
            <span>Stop</span>
          </button>
        ) : (
          <button
            type="submit"
            className="send"
            disabled={text.trim() === '' || waiting}
            title="Ask"
          >
            <SendIcon />
            <span>Ask</span>
          </button>
        )}
      </form>
      <Remaining />
    </>
  );
}
