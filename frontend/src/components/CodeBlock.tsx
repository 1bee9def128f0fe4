import { type ReactNode, useRef } from 'react';
import { CopyButton } from './CopyButton';

/** Code as it is, scrolling sideways by itself, with a button that copies it. */
export function CodeBlock({ children }: { children: ReactNode }) {
  const code = useRef<HTMLPreElement>(null);
  return (
    <div className="code">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre ref={code} tabIndex={0}>
        {children}
      </pre>
      <CopyButton label="Copy code" text={() => code.current?.textContent ?? ''} />
    </div>
  );
}
