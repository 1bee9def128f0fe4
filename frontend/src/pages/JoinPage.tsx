import { useAsking } from '../components/Asking';
import { JoinForm } from '../components/JoinForm';
import { Link } from '../components/Link';
import { useTitle } from '../components/useTitle';
import { useAccount } from '../services/account';
import { navigate, useAddress } from '../services/router';

/** Where an invitation leads: its token is the address's fragment, which no server is sent. */
export function JoinPage() {
  useTitle('Join');
  const account = useAccount();
  const settled = account.state === 'in' && !account.reader.guest;
  const out = account.state === 'out' || (account.state === 'in' && account.reader.guest);
  const { signIn } = useAsking();
  const invitation = useAddress().hash.slice(1);
  return (
    <div className="plain account-page">
      <h1>Join Hornbook</h1>
      {settled && (
        <p className="lead">
          You have an account and are signed in. <Link to="/">Ask a question</Link>, or hand the
          link on to whom it is for.
        </p>
      )}
      {out && invitation === '' && (
        <p className="lead">
          Something is missing from this address. Open the whole link that you were sent.
        </p>
      )}
      {out && invitation !== '' && (
        <>
          <p className="lead">You are invited. Make an account to ask the book.</p>
          <JoinForm invitation={invitation} onDone={() => navigate('/', { replace: true })} />
          <p className="other">
            <button type="button" className="link" onClick={() => signIn('sign-in')}>
              I have an account already
            </button>
          </p>
        </>
      )}
    </div>
  );
}
