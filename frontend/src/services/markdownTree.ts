/** As much of mdast and hast as our plugins need; their own types come with packages we do not need. */
export type Node = {
  type: string;
  value?: string;
  children?: Node[];
  identifier?: string;
  /** How a reference was written: `[label][id]` is full. */
  referenceType?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  data?: Record<string, unknown>;
};
