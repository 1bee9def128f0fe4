import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { draft } from '../src/services/drafts';
import { openPage } from './openPage';
import {
  BOOK,
  CITATION,
  conversation,
  guest,
  json,
  library,
  message,
  QUESTIONS,
  Stream,
  signedIn,
  wire,
} from './wire';

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
    await openPage('/');
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
    await openPage('/');
    expect(await screen.findByRole('heading', { name: 'No book yet' })).toBeDefined();
  });

  test('comes up without a network, for Hornbook may be on this very machine', async () => {
    library();
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await openPage('/');
    window.dispatchEvent(new Event('offline'));
    expect(await screen.findByRole('list', { name: 'Questions to start with' })).toBeDefined();
  });

  test('leaves the server alone when its window is looked at again', async () => {
    signedIn([conversation({})]);
    await openPage('/');
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
  test('that is begun wakes the database once, and a visitor’s wakes nothing', async () => {
    const hints = () => wire().asked('POST', '/api/v1/wake').length;
    library().on('POST', '/api/v1/wake', () => new Response(null, { status: 204 }));
    const visit = await openPage('/');
    await screen.findAllByRole('button', { name: 'Sign up' });
    await visit.user.type(await screen.findByLabelText('Your question'), 'Why');
    expect(hints()).toBe(0);
    visit.unmount();

    signedIn();
    const { user } = await openPage('/');
    await screen.findByText('Ada');
    await user.type(await screen.findByLabelText('Your question'), 'Why does it drift');
    expect(hints()).toBe(1);
  });

  test('stands on the page at once, and its answer grows below it', async () => {
    signedIn();
    const stream = answering();
    const { user } = await openPage('/');
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
    await openPage('/c/c-1');
    expect(await screen.findByRole('heading', { level: 2, name: text })).toBeDefined();
  });

  test('of a visitor is asked as a guest, and is there still when he has signed up', async () => {
    library().on('POST', '/api/auth/sign-in/anonymous', () => {
      guest();
      return json({ token: 't', user: { id: 'u-guest' } });
    });
    const stream = answering();
    const { user } = await openPage('/');
    await screen.findByRole('button', { name: 'Sign up' });
    await user.click(await screen.findByRole('button', { name: 'What is a motor?' }));
    expect(await screen.findByRole('heading', { name: 'What is a motor?' })).toBeDefined();
    await waitFor(() => expect(wire().asked('POST', POST)).toHaveLength(1));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText(/You ask as/)).toBeDefined();

    // Once the question has arrived; the answer under way goes on and is the account's.
    stream.send('start', { message: message({ status: 'streaming', text: '' }) });
    wire().on('POST', '/api/auth/sign-up/email', () => {
      signedIn([conversation({})]).on('GET', POST, () =>
        json({ messages: [message({ id: 'q', role: 'reader', text: 'Kept?', citations: [] })] }),
      );
      return json({ token: 't', user: { id: 'u-ada' } });
    });
    await user.click(screen.getByRole('button', { name: 'Sign up' }));
    const dialog = await screen.findByRole('dialog', { name: 'Create your account' });
    await signUpAs(user, dialog);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    stream.send('done', { message: message({}) });
    expect(await screen.findByRole('heading', { name: 'Kept?' })).toBeDefined();
    expect(window.location.pathname).toBe('/c/c-1');
  });

  test('of a visitor is kept where guests are not let in, and asked when he has signed up', async () => {
    library().on('POST', '/api/auth/sign-in/anonymous', () => json({ code: 'FORBIDDEN' }, 403));
    const stream = answering();
    const { user } = await openPage('/');
    await screen.findByRole('button', { name: 'Sign up' });
    await user.click(await screen.findByRole('button', { name: 'What is a motor?' }));
    const dialog = await screen.findByRole('dialog', { name: 'Create your account' });
    expect(within(dialog).getByText('What is a motor?')).toBeDefined();
    expect(wire().asked('POST', '/api/v1/conversations')).toEqual([]);

    wire().on('POST', '/api/auth/sign-up/email', () => {
      signedIn();
      return json({ token: 't', user: { id: 'u-ada' } });
    });
    await signUpAs(user, dialog);

    expect(await screen.findByRole('heading', { name: 'What is a motor?' })).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(wire().asked('POST', POST)).toHaveLength(1));
    expect(wire().asked('POST', POST)[0]?.body).toMatchObject({ text: 'What is a motor?' });
    stream.send('done', { message: message({}) });
    expect(await screen.findByRole('list', { name: 'Sources' })).toBeDefined();
  });

  test('of a visitor outlives a reload before he signs in', async () => {
    library();
    const first = await openPage('/');
    await screen.findByRole('button', { name: 'Sign up' });
    await first.user.type(await screen.findByLabelText('Your question'), 'Why?{Enter}');
    await screen.findByRole('dialog');
    first.unmount();
    await openPage('/');
    const field = await screen.findByLabelText<HTMLTextAreaElement>('Your question');
    expect(field.value).toBe('Why?');
  });

  test('that has to wait for the database says so', async () => {
    signedIn();
    answering();
    wire().on('POST', POST, () =>
      json({ detail: 'The database is waking up.' }, 503, { 'retry-after': '5' }),
    );
    const { user } = await openPage('/');
    await screen.findByText('Ada');
    await user.type(await screen.findByLabelText('Your question'), 'Why?{Enter}');
    expect(
      await screen.findByText('The database is waking up. Trying again in 5 s …'),
    ).toBeDefined();
  });

  test('that has not arrived stands in the composer after a reload, beside what was written since', async () => {
    signedIn([conversation({})]).on('GET', POST, () => json({ messages: [] }));
    wire().on('POST', POST, () => new Promise(() => {}));
    const first = await openPage('/c/c-1');
    const field = () => screen.findByLabelText<HTMLTextAreaElement>('Your question');
    await first.user.type(await field(), 'Why?{Enter}');
    await screen.findByRole('heading', { name: 'Why?' });
    first.unmount();
    const second = await openPage('/c/c-1');
    expect((await field()).value).toBe('Why?');

    await second.user.type(await field(), '{Enter}How so');
    await screen.findByRole('heading', { name: 'Why?' });
    second.unmount();
    await openPage('/c/c-1');
    expect((await field()).value).toBe('How so');
  });

  test('takes along what is written while its conversation is made', async () => {
    signedIn();
    const stream = answering();
    let made = (_: Response) => {};
    wire().on('POST', '/api/v1/conversations', () => new Promise((resolve) => (made = resolve)));
    const { user } = await openPage('/');
    await screen.findByText('Ada');
    await user.type(await screen.findByLabelText('Your question'), 'Why? {Enter}');
    await user.type(await screen.findByLabelText('Your question'), 'And how');
    made(json(conversation({}), 201));
    await waitFor(() => expect(window.location.pathname).toBe('/c/c-1'));
    expect((await screen.findByLabelText<HTMLTextAreaElement>('Your question')).value).toBe(
      'And how',
    );
    stream.send('done', { message: message({}) });
    expect(draft('new')).toBe('');
  });

  test('put in other words after one that failed opens its conversation, and asks the book that was chosen', async () => {
    const other = { ...BOOK, id: 't-2', slug: 'walking', title: 'A Book of Walking' };
    signedIn().on('GET', '/api/v1/textbooks', () => json({ textbooks: [BOOK, other] }));
    wire().on('POST', '/api/v1/conversations', () => json({ detail: 'Not now.' }, 500));
    const { user } = await openPage('/');
    await screen.findByText('Ada');
    await user.selectOptions(await screen.findByLabelText('Book'), 'walking');
    await user.type(screen.getByLabelText('Your question'), 'Why?{Enter}');
    await screen.findByRole('alert');
    answering();
    await user.type(screen.getByLabelText('Your question'), 'But why?{Enter}');
    await waitFor(() => expect(window.location.pathname).toBe('/c/c-1'));
    expect(wire().asked('POST', '/api/v1/conversations').at(-1)?.body).toEqual({
      textbook: 'walking',
    });
  });

  test('of a visitor who cannot be let in just now says why, and is asked when he can', async () => {
    library().on('POST', '/api/auth/sign-in/anonymous', () =>
      json({ code: 'SERVICE_UNAVAILABLE' }, 503, { 'retry-after': '5' }),
    );
    const { user } = await openPage('/');
    await screen.findByRole('button', { name: 'Sign up' });
    await user.click(await screen.findByRole('button', { name: 'What is a motor?' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The database is waking up.');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Your question').value).toBe(
      'What is a motor?',
    );

    wire().on('POST', '/api/auth/sign-in/anonymous', () => {
      guest();
      return json({ token: 't', user: { id: 'u-guest' } });
    });
    answering();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'What is a motor?' })).toBeDefined();
    await waitFor(() => expect(wire().asked('POST', POST)).toHaveLength(1));
  });

  test('that failed can be asked again', async () => {
    signedIn();
    answering();
    wire().on('POST', POST, () => json({ detail: 'No model today.' }, 500));
    const { user } = await openPage('/');
    await screen.findByText('Ada');
    await user.type(await screen.findByLabelText('Your question'), 'Why?{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('No model today.');
    const stream = answering();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    stream.send('done', { message: message({}) });
    expect(await screen.findByRole('list', { name: 'Sources' })).toBeDefined();
  });

  test('that a full conversation does not take is told why, and stays', async () => {
    const why = 'Begin a new conversation; this one stays as it is.';
    signedIn();
    answering();
    wire().on('POST', POST, () => json({ code: 'conversation-full', detail: why }, 409));
    const page = await openPage('/');
    await screen.findByText('Ada');
    await page.user.type(await screen.findByLabelText('Your question'), 'Room for one?{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain(why);
    expect(screen.getByRole('heading', { name: 'Room for one?' })).toBeDefined();
    expect(wire().asked('POST', POST)).toHaveLength(1);
    page.unmount();
    await openPage('/c/c-1');
    expect((await screen.findByLabelText<HTMLTextAreaElement>('Your question')).value).toBe(
      'Room for one?',
    );
  });
});

describe('Signing in', () => {
  test('says in words what went wrong, and can be left', async () => {
    library().on('POST', '/api/auth/sign-in/email', () =>
      json({ code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' }, 401),
    );
    const { user } = await openPage('/');
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
    const { user } = await openPage('/');
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

async function signUpAs(user: UserEvent, dialog: HTMLElement): Promise<void> {
  await user.type(within(dialog).getByLabelText('Name'), 'Ada');
  await user.type(within(dialog).getByLabelText('E-mail'), 'ada@example.org');
  await user.type(within(dialog).getByLabelText('Password'), 'difference engine');
  await user.click(within(dialog).getByRole('button', { name: 'Sign up' }));
}
