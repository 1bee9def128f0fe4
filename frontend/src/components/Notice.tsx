import type { ReactNode } from 'react';
import { Problem } from '../services/problem';

/** Something that did not work, in words, with what can be done about it. */
export function Notice({
  problem,
  again,
  label = 'Try again',
  children,
}: {
  problem: unknown;
  again?: (() => void) | undefined;
  label?: string;
  children?: ReactNode;
}) {
  return (
    <div className="notice" role="alert">
      <p>
        {Problem.of(problem).message} {children}
      </p>
      {again && (
        <button type="button" className="quiet" onClick={again}>
          {label}
        </button>
      )}
    </div>
  );
}
