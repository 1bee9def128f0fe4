import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useSignUp } from '../services/house';
import { invitations, invite } from '../services/operator';
import { CopyButton } from './CopyButton';
import { Notice } from './Notice';

/** Makes an invitation; its link is shown once. */
export function InviteForm() {
  const client = useQueryClient();
  const house = useSignUp();
  const made = useMutation({
    mutationFn: ({ email, days }: { email: string; days: number }) => invite(email, days),
    onSuccess: () => client.invalidateQueries({ queryKey: invitations.queryKey }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    made.mutate({ email: String(form.get('email') ?? '').trim(), days: Number(form.get('days')) });
  };
  const link = made.data?.link;
  return (
    <section aria-labelledby="invite-title">
      <h2 id="invite-title">Invite somebody</h2>
      <p>
        {house === 'open' && 'Everybody may sign up here, so nobody needs one. '}
        {house === 'closed' && 'Sign-up is closed: an invitation lets nobody in until it is not. '}
        An invitation is a link with which one person signs up, once.
      </p>
      <form onSubmit={submit}>
        <label>
          For this e-mail address only
          <input name="email" type="email" maxLength={320} placeholder="anybody with the link" />
        </label>
        <label>
          Good for
          <select name="days" defaultValue="14">
            <option value="1">a day</option>
            <option value="7">a week</option>
            <option value="14">two weeks</option>
            <option value="90">three months</option>
          </select>
        </label>
        <button type="submit" className="primary" disabled={made.isPending}>
          Invite
        </button>
      </form>
      {made.error && <Notice problem={made.error} />}
      {link && (
        <div className="new-link" role="status">
          <p>Send this link. It is not shown again:</p>
          <p>
            <code>{link}</code>
            <CopyButton label="Copy the link" text={() => link} />
          </p>
        </div>
      )}
    </section>
  );
}
