import { memo } from 'react';
import type { Section } from '../services/contract';
import type { Standpoint } from '../services/safeLinks';
import { Markdown } from './Markdown';

type Props = {
  section: Section;
  /** The chapter's opening stands under the chapter's own title. */
  opening: boolean;
  cited: boolean;
  marked: readonly string[] | undefined;
  standpoint: Standpoint;
};

export const SectionView = memo(function SectionView({
  section,
  opening,
  cited,
  marked,
  standpoint,
}: Props) {
  const Heading = `h${Math.min(6, Math.max(2, section.level))}` as 'h2';
  return (
    <section
      id={section.anchor}
      className={cited ? 'section cited' : 'section'}
      // Where a reader who follows a citation goes on from, by keyboard too.
      {...(cited && { tabIndex: -1, 'aria-label': `${section.title}, cited` })}
    >
      {!opening && (
        <Heading>
          {section.title}
          <a className="anchor" href={`#${encodeURIComponent(section.anchor)}`}>
            <span aria-hidden="true">#</span>
            <span className="unseen">Link to this section</span>
          </a>
        </Heading>
      )}
      <Markdown text={section.markdown} standpoint={standpoint} {...(marked && { marked })} />
    </section>
  );
});
