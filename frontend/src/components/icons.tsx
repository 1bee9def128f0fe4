import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const MenuIcon = () => (
  <Icon>
    <path d="M4 7h16M4 12h16M4 17h10" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth="2.75" />
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5m-6 6 6-6 6 6" />
  </Icon>
);
export const StopIcon = () => (
  <Icon>
    <rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon>
    <rect x="9" y="9" width="11" height="11" rx="2" />
    <path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);
export const ThumbUpIcon = () => (
  <Icon>
    <path d="M7 11v8H4v-8Zm0 0 4-7c1.4 0 2.3 1 2.1 2.4L12.6 9H18a2 2 0 0 1 2 2.4l-1.1 6A2 2 0 0 1 17 19H7" />
  </Icon>
);
export const ThumbDownIcon = () => (
  <Icon>
    <path d="M7 13V5H4v8Zm0 0 4 7c1.4 0 2.3-1 2.1-2.4l-.5-2.6H18a2 2 0 0 0 2-2.4l-1.1-6A2 2 0 0 0 17 5H7" />
  </Icon>
);
export const StarIcon = () => (
  <Icon>
    <path d="m12 4 2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.7-5 2.7 1.1-5.5L4 9.7 9.6 9Z" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M19 12H5m6-6-6 6 6 6" />
  </Icon>
);
export const BookIcon = () => (
  <Icon>
    <path d="M12 7c-1.8-1.5-4-2-8-2v13c4 0 6.2.5 8 2 1.8-1.5 4-2 8-2V5c-4 0-6.2.5-8 2Zm0 0v13" />
  </Icon>
);
export const QuestionIcon = () => (
  <Icon>
    <path d="M20 12a8 8 0 0 1-11.7 7.1L4 20l1-4.1A8 8 0 1 1 20 12Z" />
  </Icon>
);

/** Hornbook's mark: the paddle-shaped board a child learned to read from, with its page. */
export function Hornbook() {
  return (
    <svg className="hornbook" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        className="board"
        d="M8 1h16a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3h-4.5v5.5a3.5 3.5 0 0 1-7 0V23H8a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3Z"
      />
      <rect className="sheet" x="8.2" y="4.5" width="15.6" height="15" rx="0.8" />
      <path className="lines" d="M11 8.3h6M11 12h10M11 15.7h10" />
      <circle className="sheet" cx="16" cy="28" r="1.4" />
    </svg>
  );
}
