import { render } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Markdown } from '../src/components/Markdown';

function marks(text: string, ...marked: string[]): string[] {
  const { container } = render(<Markdown text={text} marked={marked} />);
  return [...container.querySelectorAll('mark')].map((mark) => mark.textContent ?? '');
}

describe('Cited words', () => {
  test('are marked where they stand', () => {
    const text = 'Before. The heading drifts over time. After.';
    expect(marks(text, 'The heading drifts over time.')).toEqual(['The heading drifts over time.']);
  });

  test('are found across emphasis, links and code', () => {
    const text = 'The *heading* drifts, as [chapter two](./two.md) and `code` say.';
    expect(marks(text, text).join('')).toBe('The heading drifts, as chapter two and code say.');
  });

  test('are found whatever quotes and spaces were made of', () => {
    const text = 'A robot\u2019s \u201cheading\u201d drifts\nover a long time.';
    expect(marks(text, 'a robot\'s "heading" drifts over a long time')).toEqual([text]);
  });

  test('are found over several paragraphs', () => {
    const text = 'The first paragraph ends here.\n\nThe second one begins here.';
    expect(marks(text, 'paragraph ends here. The second one')).toEqual([
      'paragraph ends here.',
      'The second one',
    ]);
  });

  test('are found sentence by sentence where the whole is not', () => {
    const text = 'The first sentence stands here. Something new. The third sentence stands here.';
    const old = 'The first sentence stands here. Something old. The third sentence stands here.';
    expect(marks(text, old)).toEqual([
      'The first sentence stands here.',
      'The third sentence stands here.',
    ]);
  });

  test('that are nowhere mark nothing', () => {
    expect(marks('The heading drifts.', 'Motors get warm when they work hard.')).toEqual([]);
  });

  test('too short to mean a place mark nothing', () => {
    expect(marks('The heading drifts.', 'The')).toEqual([]);
  });
});
