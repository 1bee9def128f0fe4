import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { openPage } from './openPage';
import { CITATION, conversation, json, library, message, signedIn } from './wire';

const POST = '/api/v1/conversations/c-1/messages';

describe('A chapter', () => {
  test('opens at the passage that a citation leads to, marked', async () => {
    library();
    const { container } = await openPage('/books/robots/sensing?passage=p-drift#drift');
    expect(await screen.findByRole('heading', { level: 1, name: 'Sensing' })).toBeDefined();
    const marked = [...container.querySelectorAll('.cited mark')].map((mark) => mark.textContent);
    expect(marked.join('')).toBe(
      'The heading drifts because integration adds up a small constant error. ' +
        'Gravity corrects roll and pitch.',
    );
  });

  test('reached from an answer marks the quoted words, and leads back', async () => {
    const asked = message({ id: 'q-1', role: 'reader', text: 'Why?', citations: [] });
    signedIn([conversation({})]).on('GET', POST, () => json({ messages: [asked, message({})] }));
    const { user, container } = await openPage('/c/c-1');
    await user.click(await screen.findByRole('link', { name: /^Source 1/ }));
    await screen.findByRole('heading', { level: 1, name: 'Sensing' });
    const marked = [...container.querySelectorAll('mark')].map((mark) => mark.textContent);
    expect(marked.join('')).toBe(CITATION.quote);
    // Who goes on by keyboard does so from there.
    expect(document.activeElement?.contains(container.querySelector('mark'))).toBe(true);
    expect(document.activeElement?.className).toBe('section cited');
    await user.click(screen.getByRole('link', { name: 'Back to the answer' }));
    expect(await screen.findByRole('heading', { name: 'Why?' })).toBeDefined();
  });

  test('reached by another citation of the same passage marks the words of that one', async () => {
    library();
    const { container } = await openPage('/books/robots/sensing');
    await screen.findByRole('heading', { level: 1, name: 'Sensing' });
    const { navigate } = await import('../src/services/router');
    const marked = () =>
      [...container.querySelectorAll('mark')].map((each) => each.textContent).join('');
    for (const quote of [CITATION.quote, 'Gravity corrects roll and pitch.']) {
      act(() => navigate('/books/robots/sensing?passage=p-drift#drift', { trail: { quote } }));
      expect(marked()).toBe(quote);
    }
    act(() => window.history.back());
    await waitFor(() => expect(marked()).toBe(CITATION.quote));
  });

  test('is gone to again where it is shown already, without another step back', async () => {
    library();
    await openPage('/books/robots/sensing');
    await screen.findByRole('heading', { level: 1, name: 'Sensing' });
    const { navigate } = await import('../src/services/router');
    const scrolled = vi.fn();
    HTMLElement.prototype.scrollIntoView = scrolled;
    act(() => navigate('/books/robots/sensing#drift'));
    const steps = window.history.length;
    act(() => navigate('/books/robots/sensing#drift'));
    expect(scrolled).toHaveBeenCalledTimes(2);
    expect(window.history.length).toBe(steps);
  });

  test('leads to its neighbours, needs no account, and shows no raw address of its source', async () => {
    library();
    await openPage('/books/robots/sensing');
    const turning = await screen.findByRole('navigation', { name: 'Chapters' });
    expect(within(turning).getByRole('link').getAttribute('href')).toBe('/books/robots/motors');
    expect(screen.getByRole('link', { name: 'motors' }).getAttribute('href')).toBe(
      '/books/robots/motors',
    );
  });

  test('that is not in the book says so', async () => {
    library();
    await openPage('/books/robots/nowhere');
    expect(await screen.findByRole('heading', { name: 'This page isn’t there' })).toBeDefined();
  });
});

describe('Searching a book', () => {
  test('shows where the words stand, and Enter opens the first', async () => {
    library().on('GET', '/api/v1/search', ({ query }) =>
      json({
        results:
          query.get('q') === 'drift' ? [{ ...CITATION, text: 'It **drifts**.', score: 1 }] : [],
      }),
    );
    const { user } = await openPage('/books/robots');
    await user.type(await screen.findByRole('searchbox', { name: 'Search this book' }), 'drift');
    const results = await screen.findByRole('list', { name: 'Search results' });
    expect(within(results).getByRole('link').textContent).toContain('It drifts .');
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Sensing' })).toBeDefined();
    expect(window.location.search).toBe('?passage=p-drift');
  });

  test('whoever presses Enter before it is found is led there all the same', async () => {
    library().on('GET', '/api/v1/search', ({ query }) =>
      json({
        results:
          query.get('q') === 'drift'
            ? [{ ...CITATION, text: 'It drifts.', score: 1 }]
            : [{ ...CITATION, passage: 'p-other', text: 'Another.', score: 1 }],
      }),
    );
    const { user } = await openPage('/books/robots');
    const field = await screen.findByRole('searchbox', { name: 'Search this book' });
    await user.type(field, 'd');
    await screen.findByRole('list', { name: 'Search results' });
    await user.type(field, 'rift{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Sensing' })).toBeDefined();
    expect(window.location.search).toBe('?passage=p-drift');
  });

  test('for what is not there says so', async () => {
    library().on('GET', '/api/v1/search', () => json({ results: [] }));
    const { user } = await openPage('/books/robots');
    await user.type(await screen.findByRole('searchbox'), 'unicorn');
    expect(await screen.findByText('The book has nothing on “unicorn”.')).toBeDefined();
  });
});
