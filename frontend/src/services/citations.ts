import type { Node } from './markdownTree';

const MARK = /\[(\d{1,3})\]/g;

/** Links are left alone: one inside another is not HTML. Code is code: `a[1]` cites nothing. */
const CLOSED = new Set(['link', 'linkReference', 'inlineCode', 'code', 'html']);

/**
 * A remark plugin: `[1]` in running text becomes a `sup` with `data-citation="1"` where a source of that number is known.
 * In Markdown `[1]` is a link when the text defines `[1]: https://…` somewhere, which would turn a citation into a link of the
 * writer's choosing: what refers to a number is read as the text it was written as.
 */
export function citationMarks(known: ReadonlySet<number>) {
  return () => (tree: Node) => {
    walk(tree);
  };

  function walk(parent: Node): void {
    if (!parent.children) return;
    parent.children = parent.children.flatMap((node) => {
      if (node.type === 'linkReference' && isNumber(node.identifier)) {
        const full = node.referenceType === 'full' ? `[${textOf(node)}]` : '';
        return split(`${full}[${node.identifier}]`);
      }
      if (node.type === 'text') return split(node.value ?? '');
      if (!CLOSED.has(node.type)) walk(node);
      return [node];
    });
  }

  function split(text: string): Node[] {
    const nodes: Node[] = [];
    let from = 0;
    for (const match of text.matchAll(MARK)) {
      const number = Number(match[1]);
      if (!known.has(number)) continue;
      // A superscript follows its word: the space before it goes.
      const before = text.slice(from, match.index).replace(/ $/, '');
      if (before) nodes.push({ type: 'text', value: before });
      nodes.push({
        type: 'citation',
        data: { hName: 'sup', hProperties: { dataCitation: String(number) } },
        children: [{ type: 'text', value: String(number) }],
      });
      from = match.index + match[0].length;
    }
    if (from < text.length) nodes.push({ type: 'text', value: text.slice(from) });
    return nodes;
  }
}

function textOf(node: Node): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}

function isNumber(identifier: string | undefined): boolean {
  return identifier !== undefined && /^\d{1,3}$/.test(identifier);
}

/** While an answer streams, the beginning of a citation at its end is held back: `[1` would flicker. */
export function withoutHalfCitation(text: string): string {
  return text.replace(/ ?\[\d{0,3}$/, '');
}
