import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { openPage } from './openPage';
import { json, library, signedIn, wire } from './wire';

describe('The account page', () => {
  test('hands out everything held about its reader', async () => {
    signedIn();
    const { user } = await openPage('/');
    await user.click(await screen.findByRole('link', { name: 'Ada' }));
    const file = await screen.findByRole('link', { name: 'Download my data' });
    expect(file.getAttribute('href')).toBe('/api/v1/me/export');
    expect(file.hasAttribute('download')).toBe(true);
  });

  test('deletes the account with the password, and leads a visitor to the front page', async () => {
    let gone = false;
    signedIn()
      .on('DELETE', '/api/v1/me', () => {
        gone = true;
        return new Response(null, { status: 204 });
      })
      .on('POST', '/api/auth/sign-out', () => json({ success: true }));
    const { user } = await openPage('/account');
    await user.type(await screen.findByLabelText('Your password'), 'correct horse');
    wire().on('GET', '/api/auth/get-session', () => json(null));
    await user.click(screen.getByRole('button', { name: 'Delete my account' }));
    expect((await screen.findAllByRole('button', { name: 'Sign up' })).length).toBeGreaterThan(0);
    await waitFor(() => expect(window.location.pathname).toBe('/'));
    expect(gone).toBe(true);
    expect(wire().asked('DELETE', '/api/v1/me')[0]?.body).toEqual({ password: 'correct horse' });
  });

  test('says why it was not deleted', async () => {
    signedIn().on('DELETE', '/api/v1/me', () =>
      json({ status: 403, code: 'wrong-password', detail: 'Nothing was changed.' }, 403),
    );
    const { user } = await openPage('/account');
    await user.type(await screen.findByLabelText('Your password'), 'wrong horse');
    await user.click(screen.getByRole('button', { name: 'Delete my account' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing was changed.');
    expect(screen.getByRole('link', { name: 'Ada' })).toBeDefined();
  });

  test('is for those who are signed in', async () => {
    library();
    await openPage('/account');
    expect(await screen.findByText('You are not signed in.')).toBeDefined();
    expect(screen.queryByLabelText('Your password')).toBeNull();
  });
});

describe('A forgotten password', () => {
  test('is answered with a link by mail, whoever asks', async () => {
    library().on('POST', '/api/auth/request-password-reset', () => json({ status: true }));
    const { user } = await openPage('/');
    const [wayIn] = await screen.findAllByRole('button', { name: 'Sign in' });
    await user.click(wayIn as HTMLElement);
    await user.click(screen.getByRole('button', { name: 'Forgot your password?' }));
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.org{Enter}');
    expect(await screen.findByText(/the link is on its way/)).toBeDefined();
    expect(wire().asked('POST', '/api/auth/request-password-reset')[0]?.body).toEqual({
      email: 'ada@example.org',
      redirectTo: '/new-password',
    });
  });

  test('gives way to a new one, whose link leaves no trace in the address', async () => {
    library().on('POST', '/api/auth/reset-password', () => json({ status: true }));
    const { user } = await openPage('/new-password?token=mailed');
    const field = await screen.findByLabelText('New password');
    expect(window.location.href).not.toContain('mailed');
    await user.type(field, 'analytical engine{Enter}');
    expect(await screen.findByRole('heading', { name: 'Your new password is set' })).toBeDefined();
    expect(wire().asked('POST', '/api/auth/reset-password')[0]?.body).toEqual({
      token: 'mailed',
      newPassword: 'analytical engine',
    });
  });

  test('says when its link is of no use any more', async () => {
    library().on('POST', '/api/auth/reset-password', () =>
      json({ code: 'INVALID_TOKEN', message: 'Invalid token' }, 400),
    );
    const { user } = await openPage('/new-password?token=used');
    await user.type(await screen.findByLabelText('New password'), 'analytical engine{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('used already');
    (await openPage('/new-password?error=INVALID_TOKEN')).unmount();
  });
});
