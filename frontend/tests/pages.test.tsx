import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import {
  CITATION,
  conversation,
  json,
  library,
  message,
  QUESTIONS,
  Stream,
  signedIn,
  wire,
} from './wire';

/** Opens an address as a fresh page would, its modules read anew; a second time in a test it is a reload. */
async function open(address: string) {
  window.history.replaceState(null, '', address);
  vi.resetModules();
  const { App } = await import('../src/App');
  const { LiveAnswers } = await import('../src/services/liveAnswers');
  const { createQueryClient } = await import('../src/services/queries');
  const client = createQueryClient();
  return {
    user: userEvent.setup(),
    ...render(<App client={client} answers={new LiveAnswers(client)} />),
  };
}

const POST = '/api/v1/conversations/c-1/messages';

/** From the next question on there is one conversation, and its answer is in the test's hands. */
function answering(): Stream {
  const stream = new Stream();
  wire()
    .on('POST', '/api/v1/conversations', () => json(conversation({}), 201))
    .on('POST', POST, () => stream.response);
  return stream;
}

const begun = { message: message({ status: 'streaming', text: '', citations: [] }) };

describe('The empty page', () => {
  test('says which book this is, and has three questions to start with', async () => {
    library();
    await open('/');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'A Book of Robots' }),
    ).toBeDefined();
    const list = await screen.findByRole('list', { name: 'Questions to start with' });
    expect(
      within(list)
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(QUESTIONS);
  });

  test('says how to read a book in where there is none', async () => {
    library().on('GET', '/api/v1/textbooks', () => json({ textbooks: [] }));
    await open('/');
    expect(await screen.findByRole('heading', { name: 'No book yet' })).toBeDefined();
  });

  test('comes up without a network, for Hornbook may be on this very machine', async () => {
    library();
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await open('/');
    window.dispatchEvent(new Event('offline'));
    expect(await screen.findByRole('list', { name: 'Questions to start with' })).toBeDefined();
  });

  test('leaves the server alone when its window is looked at again', async () => {
    signedIn([conversation({})]);
    await open('/');
    await screen.findByRole('list', { name: 'Conversations' });
    const before = wire().calls.length;
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
      window.dispatchEvent(new Event('focus'));
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(wire().calls.slice(before)).toEqual([]);
  });
});

describe('A question', () => {
  test('stands on the page at once, and its answer grows below it', async () => {
    signedIn();
    const stream = answering();
    const { user } = await open('/');
    await screen.findByText('Ada');
    await user.type(await screen.findByLabelText('Your question'), 'Why does it drift?{Enter}');
    expect(screen.getByRole('heading', { name: 'Why does it drift?' })).toBeDefined();
    await waitFor(() => expect(window.location.pathname).toBe('/c/c-1'));

    stream.send('start', begun).send('delta', { text: 'It drifts ' });
    expect(await screen.findByText('It drifts')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Stop' })).toBeDefined();

    stream.send('delta', { text: '[1].' }).send('citation', CITATION);
    expect(await screen.findByRole('link', { name: /^Source 1/ })).toBeDefined();
    stream.send('done', { message: message({}) });
    const sources = await screen.findByRole('list', { name: 'Sources' });
    expect(within(sources).getByText(CITATION.quote)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Ask' })).toBeDefined();
    expect(await screen.findByText('The answer is there, with 1 source.')).toBeDefined();
  });

  test('is shown as the plain words it is', async () => {
    const text = '<b>Why</b> *does* [it](javascript:alert(1)) drift?';
    signedIn([conversation({})]).on('GET', POST, () =>
      json({ messages: [message({ id: 'q', role: 'reader', text, citations: [] })] }),
    );
    await open('/c/c-1');
    expect(await screen.findByRole('heading', { level: 2, name: text })).toBeDefined();
  });

  test('of a visitor is kept while he signs up, and asked when he is in', async () => {
    library();
    const stream = answering();
    const { user } = await open('/');
    await screen.findByRole('button', { name: 'Sign up' });
    await user.click(await screen.findByRole('button', { name: 'What is a motor?' }));
    const dialog = await screen.findByRole('dialog', { name: 'Create your account' });
    expect(within(dialog).getByText('What is a motor?')).toBeDefined();
    expect(wire().asked('POST', '/api/v1/conversations')).toEqual([]);

    wire().on('POST', '/api/auth/sign-up/email', () => {
      signedIn();
      return json({ token: 't', user: { id: 'u-ada' } });
    });
    await user.type(within(dialog).getByLabelText('Name'), 'Ada');
    await user.type(within(dialog).getByLabelText('E-mail'), 'ada@example.org');
    await user.type(within(dialog).getByLabelText('Password'), 'difference engine');
    await user.click(within(dialog).getByRole('button', { name: 'Sign up' }));

    expect(await screen.findByRole('heading', { name: 'What is a motor?' })).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(wire().asked('POST', POST)).toHaveLength(1));
    expect(wire().asked('POST', POST)[0]?.body).toMatchObject({ text: 'What is a motor?' });
    stream.send('done', { message: message({}) });
    expect(await screen.findByRole('list', { name: 'Sources' })).toBeDefined();
  });

  test('of a visitor outlives a reload before he signs in', async () => {
    library();
    const first = await open('/');
    await screen.findByRole('button', { name: 'Sign up' });
    await first.user.type(await screen.findByLabelText('Your question'), 'Why?{Enter}');
    await screen.findByRole('dialog');
    first.unmount();
    await open('/');
    const field = await screen.findByLabelText<HTMLTextAreaElement>('Your question');
    expect(field.value).toBe('Why?');
  });

  test('that has to wait for the database says so', async () => {
    signedIn();
    answering();
    wire().on('POST', POST, () =>
      json({ detail: 'The database is waking up.' }, 503, { 'retry-after': '5' }),
    );
    const { user } = await open('/');
    await screen.findByText('Ada');
    await user.type(await screen.findByLabelText('Your question'), 'Why?{Enter}');
    expect(
      await screen.findByText('The database is waking up. Trying again in 5 s …'),
    ).toBeDefined();
  });

  test('that failed can be asked again', async () => {
    signedIn();
    answering();
    wire().on('POST', POST, () => json({ detail: 'No model today.' }, 500));
    const { user } = await open('/');
    await screen.findByText('Ada');
    await user.type(await screen.findByLabelText('Your question'), 'Why?{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('No model today.');
    const stream = answering();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    stream.send('done', { message: message({}) });
    expect(await screen.findByRole('list', { name: 'Sources' })).toBeDefined();
  });
});

describe('Signing in', () => {
  test('says in words what went wrong, and can be left', async () => {
    library().on('POST', '/api/auth/sign-in/email', () =>
      json({ code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' }, 401),
    );
    const { user } = await open('/');
    await user.click((await screen.findAllByRole('button', { name: 'Sign in' }))[0] as HTMLElement);
    const dialog = screen.getByRole('dialog', { name: 'Welcome back' });
    await user.type(within(dialog).getByLabelText('E-mail'), 'ada@example.org');
    await user.type(within(dialog).getByLabelText('Password'), 'wrong');
    await user.click(within(dialog).getByRole('button', { name: 'Sign in' }));
    const alert = await within(dialog).findByRole('alert');
    expect(alert.textContent).toMatch(/don’t belong together/);
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('is undone by signing out, which leaves nothing on the page', async () => {
    signedIn([conversation({ title: 'A secret' })]);
    const { user } = await open('/');
    await screen.findByText('A secret');
    wire().on('POST', '/api/auth/sign-out', () => {
      library();
      return json({ success: true });
    });
    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    await screen.findByRole('button', { name: 'Sign up' });
    expect(screen.queryByText('A secret')).toBeNull();
  });
});

describe('The history', () => {
  const one = conversation({});
  const two = conversation({ id: 'c-2', title: 'Motors' });

  test('shows a conversation again after a reload', async () => {
    const asked = message({ id: 'q-1', role: 'reader', text: 'Why?', citations: [] });
    signedIn([one]).on('GET', POST, () => json({ messages: [asked, message({})] }));
    (await open('/c/c-1')).unmount();
    await open('/c/c-1');
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
    await open('/c/c-1');
    expect(await screen.findByRole('list', { name: 'Sources' })).toBeDefined();
    expect(screen.getAllByRole('heading', { name: 'Why?' })).toHaveLength(1);
  });

  test('is listed newest first, and more of it on demand', async () => {
    signedIn().on('GET', '/api/v1/conversations', ({ query }) =>
      query.get('after') === 'more'
        ? json({ conversations: [two], next: null })
        : json({ conversations: [one], next: 'more' }),
    );
    const { user } = await open('/');
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
    const { user } = await open('/');
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
    const { user } = await open('/');
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

  test('of somebody else is not there', async () => {
    signedIn();
    await open('/c/c-9');
    expect(
      await screen.findByRole('heading', { name: 'This conversation isn’t there' }),
    ).toBeDefined();
  });
});

describe('A chapter', () => {
  test('opens at the passage that a citation leads to, marked', async () => {
    library();
    const { container } = await open('/books/robots/sensing?passage=p-drift#drift');
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
    const { user, container } = await open('/c/c-1');
    await user.click(await screen.findByRole('link', { name: /^Source 1/ }));
    await screen.findByRole('heading', { level: 1, name: 'Sensing' });
    const marked = [...container.querySelectorAll('mark')].map((mark) => mark.textContent);
    expect(marked.join('')).toBe(CITATION.quote);
    await user.click(screen.getByRole('link', { name: 'Back to the answer' }));
    expect(await screen.findByRole('heading', { name: 'Why?' })).toBeDefined();
  });

  test('leads to its neighbours, needs no account, and shows no raw address of its source', async () => {
    library();
    await open('/books/robots/sensing');
    const turning = await screen.findByRole('navigation', { name: 'Chapters' });
    expect(within(turning).getByRole('link').getAttribute('href')).toBe('/books/robots/motors');
    expect(screen.getByRole('link', { name: 'motors' }).getAttribute('href')).toBe(
      '/books/robots/motors',
    );
  });

  test('that is not in the book says so', async () => {
    library();
    await open('/books/robots/nowhere');
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
    const { user } = await open('/books/robots');
    await user.type(await screen.findByRole('searchbox', { name: 'Search this book' }), 'drift');
    const results = await screen.findByRole('list', { name: 'Search results' });
    expect(within(results).getByRole('link').textContent).toContain('It drifts .');
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Sensing' })).toBeDefined();
    expect(window.location.search).toBe('?passage=p-drift');
  });

  test('for what is not there says so', async () => {
    library().on('GET', '/api/v1/search', () => json({ results: [] }));
    const { user } = await open('/books/robots');
    await user.type(await screen.findByRole('searchbox'), 'unicorn');
    expect(await screen.findByText('The book has nothing on “unicorn”.')).toBeDefined();
  });
});
