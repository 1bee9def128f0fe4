import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Markdown } from '../src/components/Markdown';
import attacks from './attacks.json';
import { CITATION } from './wire';

const SECOND = { ...CITATION, number: 2, anchor: 'motors#gears', title: 'Motors › Gears' };

describe('Hostile Markdown', () => {
  test.each(attacks)('does nothing: %s', (attack) => {
    for (const standpoint of [undefined, { textbook: 'robots', chapter: 'a', chapters: ['a'] }]) {
      const { container, unmount } = render(
        <Markdown text={attack} citations={[CITATION]} {...(standpoint && { standpoint })} />,
      );
      const dangerous =
        'script, iframe, object, embed, form, style, link, meta, base, svg, math, video';
      expect(container.querySelectorAll(dangerous)).toHaveLength(
        // The copy button of a code block has a picture of its own.
        container.querySelectorAll('.code svg').length,
      );
      for (const element of container.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          expect(name).not.toMatch(/^(on|style$|srcdoc$|formaction$)/i);
          if (name === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:|#|\/books\/)/);
          if (name === 'src')
            expect(new URL(value, 'http://localhost:8080').host).toBe('localhost:8080');
        }
      }
      for (const outside of container.querySelectorAll('a[href^=http]')) {
        expect(outside.getAttribute('rel')).toContain('noopener');
      }
      unmount();
    }
  });

  test('stays readable as text', () => {
    const { container } = render(<Markdown text={'Hello <script>alert(1)</script> {1 + 1}'} />);
    expect(container.textContent).toBe('Hello <script>alert(1)</script> {1 + 1}');
  });

  test('is not evaluated where it looks like MDX', () => {
    const text = "import x from 'y'\n\nexport const a = 1\n\n{globalThis.hacked = true}\n\n<Tabs/>";
    const { container } = render(<Markdown text={text} />);
    expect(container.textContent).toContain('{globalThis.hacked = true}');
    expect('hacked' in globalThis).toBe(false);
  });
});

describe('A citation', () => {
  test('is a link to its passage', () => {
    render(<Markdown text="It drifts [1]." citations={[CITATION]} />);
    const link = screen.getByRole('link', { name: 'Source 1: Sensing › Why integration drifts' });
    expect(link.getAttribute('href')).toBe('/books/robots/sensing?passage=p-drift#drift');
    expect(link.closest('sup')).not.toBeNull();
  });

  test('stands beside another', () => {
    render(<Markdown text="It drifts [1][2]." citations={[CITATION, SECOND]} />);
    expect(screen.getAllByRole('link', { name: /^Source/ })).toHaveLength(2);
  });

  test('of a number without a source stays text', () => {
    const { container } = render(<Markdown text="It drifts [7]." citations={[CITATION]} />);
    expect(container.textContent).toBe('It drifts [7].');
  });

  test('cannot be turned into a link of the writer’s choosing', () => {
    const text = 'It drifts [1].\n\n[1]: https://evil.example/ "click"';
    render(<Markdown text={text} citations={[CITATION]} />);
    const links = screen.getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/books/robots/sensing?passage=p-drift#drift',
    ]);
  });

  test('keeps the words that stand before a number defined elsewhere', () => {
    const text = 'It [drifts][1], and so [2][1].\n\n[1]: https://evil.example/';
    const { container } = render(<Markdown text={text} citations={[CITATION, SECOND]} />);
    expect(container.textContent).toContain('It [drifts]');
    expect(screen.getAllByRole('link', { name: /^Source/ })).toHaveLength(3);
    expect(container.querySelector('a[href*=evil]')).toBeNull();
  });

  test('is not seen in code', () => {
    render(<Markdown text={'`a[1]`\n\n```\nb[1]\n```'} citations={[CITATION]} />);
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('Links of a book', () => {
  const standpoint = {
    textbook: 'robots',
    chapter: 'part-one/sensing',
    chapters: ['part-one/sensing', 'part-one/motors', 'walking', 'guide/index'],
  };
  const href = (text: string) => {
    const { container } = render(<Markdown text={text} standpoint={standpoint} />);
    return container.querySelector('a')?.getAttribute('href') ?? null;
  };

  test.each([
    ['[m](./motors.md)', '/books/robots/part-one/motors'],
    ['[m](motors.mdx#gears)', '/books/robots/part-one/motors#gears'],
    ['[w](../03-walking.md)', '/books/robots/walking'],
    ['[guide](../guide/index#top)', '/books/robots/guide/index#top'],
    ['[here](#drift)', '#drift'],
    ['[out](https://example.org/a)', 'https://example.org/a'],
    ['[write](mailto:ada@example.org)', 'mailto:ada@example.org'],
    ['https://example.org/b', 'https://example.org/b'],
    ['[gone](./not-there.md)', null],
    ['[interface](/api/v1/me)', null],
  ])('%s leads to %s', (text, target) => {
    expect(href(text)).toBe(target);
  });
});

describe('Pictures', () => {
  test('of other places are named, not fetched', () => {
    const { container } = render(<Markdown text="![A robot](https://evil.example/x.png)" />);
    expect(container.querySelector('img')).toBeNull();
    expect(screen.getByRole('link', { name: 'Picture: A robot' })).toBeDefined();
  });
});
