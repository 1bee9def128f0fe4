import { Link } from '../components/Link';
import { useTitle } from '../components/useTitle';

export function MissingPage() {
  useTitle('Not found');
  return (
    <div className="plain">
      <h1>This page isn’t there</h1>
      <p className="lead">
        The book may have changed since the link was made. <Link to="/books">See the books</Link> or{' '}
        <Link to="/">ask a question</Link>.
      </p>
    </div>
  );
}
