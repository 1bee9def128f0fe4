import { describe, expect, test } from 'vitest';

const sources = import.meta.glob<string>(
  ['../src/**/*.{ts,tsx,css}', '../index.html', '../public/*.svg'],
  { query: '?raw', import: 'default', eager: true },
);

/** The name of SVG’s language; nothing is fetched from there. */
const SVG = /https?:\/\/www\.w3\.org\/2000\/svg/g;

describe('The page’s own sources', () => {
  test.each(Object.entries(sources))('%s fits the Content-Security-Policy', (_, source) => {
    expect(source).not.toMatch(/dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML/);
    expect(source).not.toMatch(/\sstyle=/);
    expect(source).not.toMatch(/<style|<script(?![^>]*\ssrc=)/);
    expect(source).not.toMatch(/\beval\(|new Function\(/);
    expect(source.replaceAll(SVG, '')).not.toMatch(/["'(]https?:\/\//);
  });

  test('are all looked at', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(50);
  });
});
