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
