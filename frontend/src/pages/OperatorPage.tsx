import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAsking } from '../components/Asking';
import { BookList } from '../components/BookList';
import { InvitationList } from '../components/InvitationList';
import { InviteForm } from '../components/InviteForm';
import { JoinForm } from '../components/JoinForm';
import { Notice } from '../components/Notice';
import { UploadForm } from '../components/UploadForm';
import { useTitle } from '../components/useTitle';
import { useAccount } from '../services/account';
import { becomeOperator, useOperator } from '../services/operator';
import { navigate, useAddress } from '../services/router';

/** For who runs this Hornbook, and where the link leads by which somebody becomes that: its token is the address's fragment. */
export function OperatorPage() {
  useTitle('Operator');
  const account = useAccount();
  const settled = account.state === 'in' && !account.reader.guest;
  const out = account.state === 'out' || (account.state === 'in' && account.reader.guest);
  const operator = useOperator();
  const client = useQueryClient();
  const token = useAddress().hash.slice(1);
  const claim = useMutation({
    mutationFn: () => becomeOperator(token),
    onSuccess: async () => {
      navigate('/operator', { replace: true });
      await client.invalidateQueries({ queryKey: ['operator'] });
    },
  });
  return (
    <div className="plain account-page">
      <h1>Operator</h1>
      {settled && operator && (
        <>
          <p className="lead">You run this Hornbook.</p>
          <UploadForm />
          <BookList />
          <InviteForm />
          <InvitationList />
        </>
      )}
      {settled && operator === false && (
        <NotYet link={token !== ''} busy={claim.isPending} onClaim={() => claim.mutate()} />
      )}
      {out && <Out token={token} onDone={() => claim.mutate()} />}
      {claim.error && <Notice problem={claim.error} />}
    </div>
  );
}

type NotYetProps = { link: boolean; busy: boolean; onClaim: () => void };

function NotYet({ link, busy, onClaim }: NotYetProps) {
  if (!link) return <p className="lead">This page is for who runs this Hornbook.</p>;
  return (
    <>
      <p className="lead">
        Nobody runs this Hornbook yet. With this link you will: you let others in, and look after
        its books.
      </p>
      <button type="button" className="primary" disabled={busy} onClick={onClaim}>
        {busy ? 'One moment …' : 'Become the operator'}
      </button>
    </>
  );
}

function Out({ token, onDone }: { token: string; onDone: () => void }) {
  const { signIn } = useAsking();
  return (
    <>
      <p className="lead">
        {token === ''
          ? 'This page is for who runs this Hornbook.'
          : 'Nobody runs this Hornbook yet. Make an account, and it will be you.'}
      </p>
      {token !== '' && <JoinForm invitation={token} onDone={onDone} />}
      <p className="other">
        <button type="button" className="link" onClick={() => signIn('sign-in')}>
          {token === '' ? 'Sign in' : 'I have an account already'}
        </button>
      </p>
    </>
  );
}
