import { Problem } from '../services/problem';

/** Something that did not work, in words, with what can be done about it. */
export function Notice({ problem, again }: { problem: unknown; again?: (() => void) | undefined }) {
  const { message, retryAfter } = Problem.of(problem);
  return (
    <div className="notice" role="alert">
      <p>
        {message} {retryAfter ? `Try again in ${inWords(retryAfter)}.` : ''}
      </p>
      {again && (
        <button type="button" className="quiet" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}

function inWords(seconds: number): string {
  if (seconds < 100) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `about ${Math.round(seconds / 60)} minutes`;
}
