import { useQuery } from '@tanstack/react-query';
import { useAccount } from '../services/account';
import { allowance, allowanceWords } from '../services/allowance';

/** How many questions to the language model are left, once they run out. */
export function Remaining() {
  const account = useAccount();
  const { data } = useQuery({ ...allowance, enabled: account.state === 'in' });
  const words = account.state === 'in' && data ? allowanceWords(data) : undefined;
  return (
    <p className="remaining" aria-live="polite">
      {words}
    </p>
  );
}
