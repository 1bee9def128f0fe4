import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { GivenFeedback, Message } from '../services/contract';
import { judge } from '../services/history';
import { ThumbDownIcon, ThumbUpIcon } from './icons';
import { Notice } from './Notice';

const CHOICES = [
  { means: 'up', label: 'Good answer', Icon: ThumbUpIcon },
  { means: 'down', label: 'Bad answer', Icon: ThumbDownIcon },
] as const;

/** What the reader thinks of an answer: a thumb, and words where it was no good. The same thumb again takes it back. */
export function Thumbs({ answer }: { answer: Message }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const say = useMutation({
    mutationFn: (feedback: GivenFeedback | undefined) => judge(client, answer, feedback),
    // Till then the words stand where they were written.
    onSuccess: (_, feedback) => {
      if (feedback?.words !== undefined) setAsking(false);
    },
  });
  const thumb = answer.feedback?.thumb;
  const press = (pressed: GivenFeedback['thumb']) => {
    const taken = thumb === pressed;
    setAsking(pressed === 'down' && !taken);
    say.mutate(taken ? undefined : { thumb: pressed });
  };
  const tell = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get('words') ?? '').trim();
    if (words === '') setAsking(false);
    else say.mutate({ thumb: 'down', words });
  };
  return (
    <>
      {CHOICES.map(({ means, label, Icon }) => (
        <button
          key={means}
          type="button"
          className="icon-button"
          aria-label={label}
          title={label}
          aria-pressed={thumb === means}
          disabled={say.isPending}
          onClick={() => press(means)}
        >
          <Icon />
        </button>
      ))}
      {answer.feedback?.words && !asking && <q className="soft">{answer.feedback.words}</q>}
      {asking && (
        <form className="words" onSubmit={tell}>
          <input
            name="words"
            aria-label="What was wrong?"
            placeholder="What was wrong?"
            maxLength={2000}
          />
          <button type="submit" className="quiet" disabled={say.isPending}>
            Send
          </button>
        </form>
      )}
      {say.error && <Notice problem={say.error} />}
    </>
  );
}
