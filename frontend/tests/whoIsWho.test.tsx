import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { openPage } from './openPage';
import { json, library, signedIn, wire } from './wire';

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
