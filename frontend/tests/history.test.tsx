import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { openPage } from './openPage';
import { conversation, json, message, Stream, signedIn, wire } from './wire';

const POST = '/api/v1/conversations/c-1/messages';

const begun = { message: message({ status: 'streaming', text: '', citations: [] }) };

describe('The history', () => {
  const one = conversation({});
  const two = conversation({ id: 'c-2', title: 'Motors' });

  test('shows a conversation again after a reload', async () => {
    const asked = message({ id: 'q-1', role: 'reader', text: 'Why?', citations: [] });
    signedIn([one]).on('GET', POST, () => json({ messages: [asked, message({})] }));
    (await openPage('/c/c-1')).unmount();
    await openPage('/c/c-1');
    expect(await screen.findByRole('heading', { name: 'Why?' })).toBeDefined();
    expect(screen.getByRole('list', { name: 'Sources' })).toBeDefined();
    expect(document.title).toContain(one.title);
  });

  test('takes up an answer that was under way', async () => {
    const asked = message({ id: 'q-1', role: 'reader', text: 'Why?', citations: [] });
    signedIn([one])
      .on('GET', POST, () => json({ messages: [asked, begun.message] }))
      .on(
        'GET',
        '/api/v1/messages/a-1/events',
        () => new Stream().send('start', begun).send('done', { message: message({}) }).response,
      );
    await openPage('/c/c-1');
    expect(await screen.findByRole('list', { name: 'Sources' })).toBeDefined();
    expect(screen.getAllByRole('heading', { name: 'Why?' })).toHaveLength(1);
  });

  test('is listed newest first, and more of it on demand', async () => {
    signedIn().on('GET', '/api/v1/conversations', ({ query }) =>
      query.get('after') === 'more'
        ? json({ conversations: [two], next: null })
        : json({ conversations: [one], next: 'more' }),
    );
    const { user } = await openPage('/');
    const list = await screen.findByRole('list', { name: 'Conversations' });
    expect(within(list).getAllByRole('link')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(() =>
      expect(
        within(list)
          .getAllByRole('link')
          .map((link) => link.textContent),
      ).toEqual([one.title, two.title]),
    );
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  test('lets a conversation be renamed', async () => {
    signedIn([one]).on('PATCH', '/api/v1/conversations/c-1', () => json(one));
    const { user } = await openPage('/');
    await user.click(await screen.findByRole('button', { name: `More for “${one.title}”` }));
    await user.click(screen.getByRole('menuitem', { name: 'Rename' }));
    expect(document.activeElement).toBe(screen.getByLabelText('New title'));
    await user.keyboard('Drift{Enter}');
    expect(await screen.findByRole('link', { name: 'Drift' })).toBeDefined();
    expect(wire().asked('PATCH', '/api/v1/conversations/c-1')[0]?.body).toEqual({ title: 'Drift' });
  });

  test('deletes a conversation only after asking back', async () => {
    signedIn([one, two]).on(
      'DELETE',
      '/api/v1/conversations/c-1',
      () => new Response(null, { status: 204 }),
    );
    const { user } = await openPage('/');
    const more = `More for “${one.title}”`;
    await user.click(await screen.findByRole('button', { name: more }));
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    await user.click(screen.getByRole('button', { name: 'Keep' }));
    expect(wire().asked('DELETE', '/api/v1/conversations/c-1')).toEqual([]);
    await user.click(screen.getByRole('button', { name: more }));
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('link', { name: one.title })).toBeNull());
    expect(screen.getByRole('link', { name: two.title })).toBeDefined();
  });

  test('is searched by its words, and hits are marked', async () => {
    signedIn([one, two]).on('GET', '/api/v1/conversations/search', ({ query }) =>
      query.get('q') === 'torque'
        ? json({
            matches: [
              {
                conversation: two,
                message: 'm-1',
                snippet: [
                  { text: '<b>More</b> ', hit: false },
                  { text: 'torque', hit: true },
                ],
              },
            ],
          })
        : json({ matches: [] }),
    );
    const { user } = await openPage('/');
    const field = await screen.findByRole('searchbox', { name: 'Search your conversations' });
    await user.type(field, 'torque');
    const found = await screen.findByRole('list', { name: 'Found conversations' });
    expect(within(found).getByRole('link').textContent).toBe('Motors<b>More</b> torque');
    expect(within(found).getByRole('link').getAttribute('href')).toBe('/c/c-2');
    expect(found.querySelector('mark')?.textContent).toBe('torque');
    expect(screen.queryByRole('list', { name: 'Conversations' })).toBeNull();
    await user.clear(field);
    expect(await screen.findByRole('list', { name: 'Conversations' })).toBeDefined();
    await user.type(field, 'nothing');
    expect(await screen.findByText('You have not talked about that.')).toBeDefined();
  });

  test('keeps what a reader thinks of an answer, and takes it back', async () => {
    const feedback = '/api/v1/messages/a-1/feedback';
    signedIn([one])
      .on('GET', POST, () => json({ messages: [message({ id: 'a-1' })] }))
      .on('PUT', feedback, () => new Response(null, { status: 204 }))
      .on('DELETE', feedback, () => new Response(null, { status: 204 }));
    const { user } = await openPage('/c/c-1');
    await user.click(await screen.findByRole('button', { name: 'Bad answer' }));
    await user.type(await screen.findByLabelText('What was wrong?'), 'Too short{Enter}');
    expect(await screen.findByText('Too short')).toBeDefined();
    const bad = () => screen.getByRole('button', { name: 'Bad answer' });
    expect(bad().getAttribute('aria-pressed')).toBe('true');
    expect(wire().asked('PUT', feedback).at(-1)?.body).toEqual({
      thumb: 'down',
      words: 'Too short',
    });

    await user.click(bad());
    await waitFor(() => expect(bad().getAttribute('aria-pressed')).toBe('false'));
    expect(wire().asked('DELETE', feedback)).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Good answer' }));
    expect(wire().asked('PUT', feedback).at(-1)?.body).toEqual({ thumb: 'up' });
  });

  test('keeps what a reader wrote of an answer till it has arrived', async () => {
    const feedback = '/api/v1/messages/a-1/feedback';
    signedIn([one])
      .on('GET', POST, () => json({ messages: [message({ id: 'a-1' })] }))
      .on('PUT', feedback, ({ body }) =>
        (body as { words?: string }).words
          ? json({ detail: 'Not now.' }, 503)
          : new Response(null, { status: 204 }),
      );
    const { user } = await openPage('/c/c-1');
    await user.click(await screen.findByRole('button', { name: 'Bad answer' }));
    await user.type(await screen.findByLabelText('What was wrong?'), 'Too short');
    await user.click(await screen.findByRole('button', { name: 'Send' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Not now.');
    expect(screen.getByLabelText<HTMLInputElement>('What was wrong?').value).toBe('Too short');
  });

  test('leaves the keyboard where it was after a choice from its menu', async () => {
    signedIn([one]).on('PATCH', '/api/v1/conversations/c-1', () => json(one));
    const { user } = await openPage('/');
    const more = { name: `More for “${one.title}”` };
    await user.click(await screen.findByRole('button', more));
    await user.click(screen.getByRole('menuitem', { name: 'Star' }));
    expect(document.activeElement).toBe(screen.getByRole('button', more));
    await user.click(screen.getByRole('button', more));
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    await user.click(screen.getByRole('button', { name: 'Keep' }));
    expect(document.activeElement).toBe(screen.getByRole('button', more));
    await user.click(screen.getByRole('button', more));
    await user.click(screen.getByRole('menuitem', { name: 'Rename' }));
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(screen.getByRole('button', more));
  });

  test('lets a conversation be starred and exported', async () => {
    signedIn([one]).on('PATCH', '/api/v1/conversations/c-1', () => json(one));
    const { user } = await openPage('/');
    const more = { name: `More for “${one.title}”` };
    await user.click(await screen.findByRole('button', more));
    await user.click(screen.getByRole('menuitem', { name: 'Star' }));
    expect(await screen.findByRole('img', { name: 'Starred' })).toBeDefined();
    await user.click(screen.getByRole('button', more));
    const file = screen.getByRole('menuitem', { name: 'Export' });
    expect(file.getAttribute('href')).toBe('/api/v1/conversations/c-1/export?format=markdown');
    expect(file.hasAttribute('download')).toBe(true);
  });

  test('of somebody else is not there', async () => {
    signedIn();
    await openPage('/c/c-9');
    expect(
      await screen.findByRole('heading', { name: 'This conversation isn’t there' }),
    ).toBeDefined();
  });
});
