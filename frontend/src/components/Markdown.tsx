import { type ComponentProps, memo, type ReactNode, useMemo, useState } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { citationMarks } from '../services/citations';
import type { Citation } from '../services/contract';
import { markWords } from '../services/marking';
import { type Standpoint, safeLink } from '../services/safeLinks';
import { Boundary } from './Boundary';
import { CitationLink } from './CitationLink';
import { CodeBlock } from './CodeBlock';
import { Link } from './Link';

type Props = {
  text: string;
  citations?: readonly Citation[];
  /** Words to mark. */
  marked?: readonly string[];
  /** Given for a book's chapter: relative links lead to its other chapters, and its own pictures are shown. */
  standpoint?: Standpoint;
};

const NONE: readonly never[] = [];

/**
 * Markdown of a book or a model. Raw HTML and MDX stay the text they are: there is no plugin here that would read them. Links
 * are judged by {@link safeLink}.
 */
export const Markdown = memo(function Markdown({
  text,
  citations = NONE,
  marked = NONE,
  standpoint,
}: Props) {
  const remark = useMemo(
    () => [remarkGfm, citationMarks(new Set(citations.map((each) => each.number)))],
    [citations],
  );
  const rehype = useMemo(() => (marked.length > 0 ? [markWords(marked)] : []), [marked]);
  const components = useMemo(() => elements(citations, standpoint), [citations, standpoint]);
  return (
    <div className="prose">
      <Boundary instead={<p className="source">{text}</p>}>
        <ReactMarkdown
          remarkPlugins={remark}
          rehypePlugins={rehype}
          components={components}
          // Judged where links and pictures are drawn, where the standpoint is known.
          urlTransform={(url) => url}
        >
          {text}
        </ReactMarkdown>
      </Boundary>
    </div>
  );
});

function elements(citations: readonly Citation[], standpoint: Standpoint | undefined): Components {
  return {
    a: ({ href, children, id, className }) => (
      <SafeLink href={href ?? ''} standpoint={standpoint} id={id} className={className}>
        {children}
      </SafeLink>
    ),
    img: ({ src, alt }) => (
      <Picture src={typeof src === 'string' ? src : ''} alt={alt ?? ''} standpoint={standpoint} />
    ),
    sup: ({ node, children }) => {
      const number = Number(node?.properties.dataCitation);
      const citation = citations.find((each) => each.number === number);
      return <sup>{citation ? <CitationLink citation={citation} /> : children}</sup>;
    },
    pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
    table: ({ children }) => (
      <div className="wide">
        <table>{children}</table>
      </div>
    ),
    // Alignment comes as an inline style, which the page's policy has no room for.
    td: ({ style, children }) => <td className={alignment(style)}>{children}</td>,
    th: ({ style, children }) => <th className={alignment(style)}>{children}</th>,
  };
}

function alignment(style: ComponentProps<'td'>['style']): string | undefined {
  return style?.textAlign ? `align-${style.textAlign}` : undefined;
}

function SafeLink({
  href,
  standpoint,
  children,
  id,
  className,
}: {
  href: string;
  standpoint: Standpoint | undefined;
  children: ReactNode;
  id?: string | undefined;
  className?: string | undefined;
}) {
  const link = safeLink(href, standpoint);
  if (!link) return <span>{children}</span>;
  if (link.kind === 'page') return <Link to={link.to}>{children}</Link>;
  if (link.kind === 'anchor') {
    return (
      <a href={link.to} id={id} className={className}>
        {children}
      </a>
    );
  }
  return (
    <a href={link.to} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** A picture of our own origin in a chapter; anything else is named, not fetched. */
function Picture({
  src,
  alt,
  standpoint,
}: {
  src: string;
  alt: string;
  standpoint: Standpoint | undefined;
}) {
  const [broken, setBroken] = useState(false);
  const label = `Picture${alt ? `: ${alt}` : ''}`;
  if (standpoint && !broken && isOwn(src)) {
    return <img src={src} alt={alt} loading="lazy" onError={() => setBroken(true)} />;
  }
  const link = safeLink(src);
  return (
    <span className="picture">
      {link?.kind === 'outside' ? (
        <a href={link.to} target="_blank" rel="noopener noreferrer nofollow">
          {label}
        </a>
      ) : (
        label
      )}
    </span>
  );
}

function isOwn(src: string): boolean {
  try {
    const url = new URL(src, window.location.href);
    return url.origin === window.location.origin && !url.pathname.startsWith('/api/');
  } catch {
    return false;
  }
}
