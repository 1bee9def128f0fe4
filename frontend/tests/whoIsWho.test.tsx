import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { openPage } from './openPage';
import { BOOK, json, library, signedIn, wire } from './wire';

const TOKEN = 'fKq3vW8mZ1Xc5Rn7Tb2Yd9Lg4Hj6Ps0A';

async function fill(user: Awaited<ReturnType<typeof openPage>>['user']) {
  await user.type(await screen.findByLabelText('Name'), 'Bob');
  await user.type(screen.getByLabelText('E-mail'), 'bob@example.org');
  await user.type(screen.getByLabelText('Password'), 'correct horse');
}

describe('Who is who', () => {
  test('an invitation’s token goes with the sign-up, and out of the address', async () => {
    library().on('POST', '/api/auth/sign-up/email', () => json({ token: 't', user: { id: 'u' } }));
    const { user } = await openPage(`/join#${TOKEN}`);
    await fill(user);
    const buttons = screen.getAllByRole('button', { name: 'Sign up' });
    await user.click(buttons[buttons.length - 1] as HTMLElement);
    await waitFor(() => expect(window.location.pathname).toBe('/'));
    expect(window.location.hash).toBe('');
    expect(wire().asked('POST', '/api/auth/sign-up/email')[0]?.body).toMatchObject({
      invitation: TOKEN,
    });
  });

  test.each([
    ['invited', /takes an invitation/],
    ['closed', /Nobody can sign up/],
  ])('where sign-up is %s nothing is offered that the server refuses', async (signUp, words) => {
    library().on('GET', '/api/v1/house', () => json({ signUp }));
    const { user } = await openPage('/');
    await user.click((await screen.findAllByRole('button', { name: 'Sign in' }))[0] as HTMLElement);
    expect(await screen.findByText(words)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Sign up', hidden: true })).toBeNull();
    expect(screen.queryByRole('button', { name: 'I’m new here', hidden: true })).toBeNull();
  });

  test('only operators are shown the way to their page', async () => {
    signedIn().on('GET', '/api/v1/operator', () => json({ operator: false }));
    await openPage('/operator');
    expect(await screen.findByText('This page is for who runs this Hornbook.')).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Operator' })).toBeNull();
  });

  test('an operator invites, sees the link once, and withdraws', async () => {
    const made = {
      id: 'i-1',
      email: 'bob@example.org',
      madeBy: 'ada@example.org',
      madeAt: '2026-01-01T00:00:00Z',
      expiresAt: '2026-01-08T00:00:00Z',
    };
    let all = [made];
    signedIn()
      .on('GET', '/api/v1/operator', () => json({ operator: true }))
      .on('GET', '/api/v1/operator/invitations', () => json({ invitations: all }))
      .on('POST', '/api/v1/operator/invitations', () =>
        json({ ...made, link: `http://localhost/join#${TOKEN}` }, 201),
      )
      .on('DELETE', '/api/v1/operator/invitations/i-1', () => {
        all = [];
        return new Response(null, { status: 204 });
      });
    const { user } = await openPage('/operator');
    await user.type(
      await screen.findByLabelText('For this e-mail address only'),
      ' bob@example.org',
    );
    await user.selectOptions(screen.getByLabelText('Good for'), 'a week');
    await user.click(screen.getByRole('button', { name: 'Invite' }));
    expect(await screen.findByText(`http://localhost/join#${TOKEN}`)).toBeDefined();
    expect(wire().asked('POST', '/api/v1/operator/invitations')[0]?.body).toEqual({
      email: 'bob@example.org',
      days: 7,
    });
    expect(await screen.findByRole('link', { name: 'Operator' })).toBeDefined();
    await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
    expect(await screen.findByText('There are none.')).toBeDefined();
  });

  const operator = () =>
    signedIn()
      .on('GET', '/api/v1/operator', () => json({ operator: true }))
      .on('GET', '/api/v1/operator/invitations', () => json({ invitations: [] }));

  test('an operator sends a book and is told what became of it', async () => {
    const tally = { added: 2, changed: 1, removed: 0, unchanged: 4 };
    operator().on('POST', '/api/v1/operator/textbooks', () =>
      json({
        slug: 'walking',
        title: 'A Book of Walking',
        revision: 3,
        chapters: tally,
        passages: { ...tally, added: 9 },
        faults: [{ file: 'part/latin.md', reason: 'It is not UTF-8.' }],
      }),
    );
    const { user } = await openPage('/operator');
    const book = new File(['PK'], 'Walking book.zip', { type: 'application/x-zip-compressed' });
    await user.upload(await screen.findByLabelText('The file'), book);
    await user.type(screen.getByLabelText('Its name in addresses'), 'walking');
    await user.click(screen.getByRole('button', { name: 'Read it in' }));
    const told = await screen.findByRole('status');
    expect(told.textContent).toContain('A Book of Walking is in, as walking, revision 3.');
    expect(told.textContent).toContain('Passages: 9 new, 1 changed, 0 gone, 4 as before');
    expect(screen.getByRole('list', { name: 'These files were left out:' }).textContent).toBe(
      'part/latin.md It is not UTF-8.',
    );
    expect(screen.getByRole('link', { name: 'A Book of Walking' }).getAttribute('href')).toBe(
      '/books/walking',
    );
    const [sent] = wire().asked('POST', '/api/v1/operator/textbooks');
    expect(sent?.headers.get('content-type')).toBe('application/zip');
    expect(sent?.query.toString()).toBe('name=Walking+book.zip&as=walking');
    expect(sent?.body).toBe(book);
  });

  test('an operator takes a book away, asked back once', async () => {
    let books = [BOOK];
    operator()
      .on('GET', '/api/v1/textbooks', () => json({ textbooks: books }))
      .on('DELETE', '/api/v1/operator/textbooks/robots', () => {
        books = [];
        return new Response(null, { status: 204 });
      });
    const { user } = await openPage('/operator');
    const away = { name: `Take “${BOOK.title}” away` };
    await user.click(await screen.findByRole('button', away));
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', away));
    expect(wire().asked('DELETE', '/api/v1/operator/textbooks/robots')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Take away' }));
    await waitFor(() => expect(screen.queryByRole('link', { name: BOOK.title })).toBeNull());
    expect(wire().asked('DELETE', '/api/v1/operator/textbooks/robots')).toHaveLength(1);
  });

  test('a book that is refused or too long says why', async () => {
    operator().on('POST', '/api/v1/operator/textbooks', () =>
      json({ status: 422, detail: 'The ZIP is refused.' }, 422),
    );
    const { user } = await openPage('/operator');
    const file = await screen.findByLabelText('The file');
    await user.upload(file, new File(['# A page'], 'page.md'));
    await user.click(screen.getByRole('button', { name: 'Read it in' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The ZIP is refused.');
    const [sent] = wire().asked('POST', '/api/v1/operator/textbooks');
    expect(sent?.headers.get('content-type')).toBe('text/markdown');

    await user.upload(file, new File(['<h1>A page</h1>'], 'Page.HTML'));
    await user.click(screen.getByRole('button', { name: 'Read it in' }));
    await waitFor(() => {
      const [, page] = wire().asked('POST', '/api/v1/operator/textbooks');
      expect(page?.headers.get('content-type')).toBe('text/html');
    });

    await user.upload(file, new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'long.zip'));
    await user.click(screen.getByRole('button', { name: 'Read it in' }));
    expect(await screen.findByText(/A book may be 20 MB long/)).toBeDefined();
    expect(wire().asked('POST', '/api/v1/operator/textbooks')).toHaveLength(2);
  });

  test('who is signed in becomes the operator by the link', async () => {
    let operator = false;
    signedIn()
      .on('GET', '/api/v1/operator', () => json({ operator }))
      .on('GET', '/api/v1/operator/invitations', () => json({ invitations: [] }))
      .on('POST', '/api/v1/operator/claim', () => {
        operator = true;
        return json({ operator });
      });
    const { user } = await openPage(`/operator#${TOKEN}`);
    await user.click(await screen.findByRole('button', { name: 'Become the operator' }));
    expect(await screen.findByText('You run this Hornbook.')).toBeDefined();
    expect(window.location.hash).toBe('');
    expect(wire().asked('POST', '/api/v1/operator/claim')[0]?.body).toEqual({ token: TOKEN });
  });

  test('a link that is not good says so', async () => {
    signedIn()
      .on('GET', '/api/v1/operator', () => json({ operator: false }))
      .on('POST', '/api/v1/operator/claim', () =>
        json({ status: 403, detail: 'There is an operator already.' }, 403),
      );
    const { user } = await openPage(`/operator#${TOKEN}`);
    await user.click(await screen.findByRole('button', { name: 'Become the operator' }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'There is an operator already.',
    );
  });
});
