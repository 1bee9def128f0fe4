import type { Node } from './markdownTree';

/** Shorter pieces are found anywhere and say nothing. Letters and digits. */
const SHORTEST = 16;

type Letters = { text: string; at: { node: number; from: number; to: number }[] };

/**
 * A rehype plugin: wraps the given words in `<mark>` wherever a chapter's rendered text holds them. Only letters and
 * digits are compared, so that Markdown's signs, line breaks and typographic quotes do not matter. A fragment that is not
 * found whole is looked for sentence by sentence.
 */
export function markWords(fragments: readonly string[]) {
  return () => (tree: Node) => {
    const nodes: Node[] = [];
    collect(tree, nodes);
    const letters = lettersOf(nodes);
    const ranges = fragments.flatMap((fragment) => find(fragment, letters.text));
    if (ranges.length > 0) wrap(tree, nodes, letters, ranges);
  };
}

/** Whether some of the fragment's words stand in the text. */
export function holds(text: string, fragment: string): boolean {
  return find(fragment, lettersOf([{ type: 'text', value: withoutTargets(text) }]).text).length > 0;
}

function collect(node: Node, nodes: Node[]): void {
  if (node.type === 'text') nodes.push(node);
  for (const child of node.children ?? []) collect(child, nodes);
}

function lettersOf(nodes: readonly Node[]): Letters {
  const at: Letters['at'] = [];
  let text = '';
  nodes.forEach((node, index) => {
    for (const match of (node.value ?? '').matchAll(/[\p{L}\p{N}]/gu)) {
      // Lower-casing may lengthen a letter; each part of it stands for the same place.
      const letter = match[0].toLowerCase();
      const from = match.index;
      const to = from + match[0].length;
      text += letter;
      for (let i = 0; i < letter.length; i++) at.push({ node: index, from, to });
    }
  });
  return { text, at };
}

function find(fragment: string, haystack: string): [number, number][] {
  const whole = locate(withoutTargets(fragment), haystack);
  if (whole) return [whole];
  return withoutTargets(fragment)
    .split(/\n+|(?<=[.!?…])\s+/)
    .flatMap((sentence) => {
      const range = locate(sentence, haystack);
      return range ? [range] : [];
    });
}

function locate(words: string, haystack: string): [number, number] | undefined {
  const needle = lettersOf([{ type: 'text', value: words }]).text;
  if (needle.length < SHORTEST) return undefined;
  const start = haystack.indexOf(needle);
  return start < 0 ? undefined : [start, start + needle.length];
}

/** The targets of links and images are not rendered. */
function withoutTargets(markdown: string): string {
  return markdown.replace(/\]\([^()\s]*(?:\s+"[^"]*")?\)/g, ']');
}

function wrap(tree: Node, nodes: Node[], letters: Letters, ranges: [number, number][]): void {
  const pieces = new Map<Node, [number, number][]>();
  for (const [start, end] of ranges) {
    const first = letters.at[start];
    const last = letters.at[end - 1];
    if (!first || !last) continue;
    for (let index = first.node; index <= last.node; index++) {
      const node = nodes[index];
      const value = node?.value ?? '';
      const from = index === first.node ? first.from : 0;
      const to = index === last.node ? sentenceEnd(value, last.to) : value.length;
      // White space between blocks has nothing to show.
      if (node && value.slice(from, to).trim() !== '') {
        pieces.set(node, [...(pieces.get(node) ?? []), [from, to]]);
      }
    }
  }
  replace(tree, pieces);
}

/** The stop after the last marked word belongs to it. */
function sentenceEnd(value: string, from: number): number {
  return from + (/^[.!?…’”"')\]]*/.exec(value.slice(from))?.[0].length ?? 0);
}

function replace(parent: Node, pieces: Map<Node, [number, number][]>): void {
  parent.children = parent.children?.flatMap((node) => {
    const ranges = pieces.get(node);
    if (!ranges) {
      replace(node, pieces);
      return [node];
    }
    const value = node.value ?? '';
    const parts: Node[] = [];
    let done = 0;
    for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
      if (to <= done) continue;
      const start = Math.max(from, done);
      if (start > done) parts.push({ type: 'text', value: value.slice(done, start) });
      parts.push({
        type: 'element',
        tagName: 'mark',
        properties: {},
        children: [{ type: 'text', value: value.slice(start, to) }],
      });
      done = to;
    }
    if (done < value.length) parts.push({ type: 'text', value: value.slice(done) });
    return parts;
  });
}
