import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Invitation } from '../services/contract';
import { invitations, withdraw } from '../services/operator';
import { Notice } from './Notice';

/** The invitations that were made and have not expired. */
export function InvitationList() {
  const client = useQueryClient();
  const { data = [], error, refetch } = useQuery(invitations);
  const gone = useMutation({
    mutationFn: withdraw,
    onSettled: () => client.invalidateQueries({ queryKey: invitations.queryKey }),
  });
  return (
    <section aria-labelledby="invitations-title">
      <h2 id="invitations-title">Invitations</h2>
      {error && <Notice problem={error} again={() => refetch()} />}
      {gone.error && <Notice problem={gone.error} />}
      {!error && data.length === 0 && <p className="soft">There are none.</p>}
      <ul className="listed" aria-labelledby="invitations-title">
        {data.map((each) => (
          <li key={each.id}>
            <div>
              <strong>{each.email ?? 'Anybody with the link'}</strong>
              <p className="soft">{said(each)}</p>
            </div>
            {!each.usedAt && (
              <button
                type="button"
                className="quiet"
                disabled={gone.isPending}
                onClick={() => gone.mutate(each.id)}
              >
                Withdraw
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function said({ madeBy, expiresAt, usedAt }: Invitation): string {
  const by = `by ${madeBy ?? 'the operator’s token'}`;
  return usedAt ? `Used on ${day(usedAt)} · ${by}` : `Good until ${day(expiresAt)} · ${by}`;
}

const day = (time: string) => new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });
