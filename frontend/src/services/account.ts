import { anonymousClient } from 'better-auth/client/plugins';
import { createAuthClient } from 'better-auth/react';
import { newPasswordAddress } from './addresses';
import { send } from './http';
import { retryAfterOf } from './problem';

/** The session is asked for once, and again after signing in or out; not on focus, not on a timer. */
const client = createAuthClient({
  baseURL: window.location.origin,
  basePath: '/api/auth',
  plugins: [anonymousClient()],
  sessionOptions: { refetchOnWindowFocus: false, refetchInterval: 0 },
});

/** A guest is somebody who asked before signing up: known by a session, and by nothing else. */
export type Reader = { id: string; name: string; email: string; guest: boolean };

export type Account =
  | { state: 'loading' }
  | { state: 'in'; reader: Reader }
  | { state: 'out' }
  /** The server could not say. */
  | { state: 'unknown'; again: () => void };

export function useAccount(): Account {
  const { data, error, isPending, refetch } = client.useSession();
  if (data) {
    const { id, name, email, isAnonymous } = data.user;
    return { state: 'in', reader: { id, name, email, guest: isAnonymous === true } };
  }
  if (isPending) return { state: 'loading' };
  if (error && error.status !== 401) return { state: 'unknown', again: () => refetch() };
  return { state: 'out' };
}

/** Undefined when it went well, else what to tell the reader. */
type Outcome = Promise<string | undefined>;

export async function signUp(
  name: string,
  email: string,
  password: string,
  invitation?: string,
): Outcome {
  const fields = { name, email, password, ...(invitation && { invitation }) };
  return outcome((watch) => client.signUp.email(fields, watch));
}

export async function signIn(email: string, password: string): Outcome {
  return outcome((watch) => client.signIn.email({ email, password }, watch));
}

/** Why a visitor is no guest: they are not let in here, or something that passes. */
export type NoGuest = { barred: boolean; words: string };

/** Lets a visitor ask before signing up; undefined when it went well. */
export async function beGuest(): Promise<NoGuest | undefined> {
  let barred = false;
  const words = await outcome((watch) => {
    const onError: Watch['onError'] = (context) => {
      const { status } = context.response;
      barred = status >= 400 && status < 500 && status !== 429;
      watch.onError(context);
    };
    return client.signIn.anonymous({ fetchOptions: { onError } });
  });
  return words === undefined ? undefined : { barred, words };
}

/** Has a link to a new password mailed, if anybody has that address. */
export async function forgetPassword(email: string): Outcome {
  return outcome((watch) =>
    client.requestPasswordReset({ email, redirectTo: newPasswordAddress }, watch),
  );
}

/** Sets the password of the account that a mailed link belongs to. */
export async function setNewPassword(token: string, newPassword: string): Outcome {
  return outcome((watch) => client.resetPassword({ token, newPassword }, watch));
}

export async function signOut(): Outcome {
  return outcome((watch) => client.signOut({ fetchOptions: watch }));
}

/**
 * Deletes the account with everything in it.
 *
 * @throws Problem when it was not deleted
 */
export async function deleteAccount(password: string): Promise<void> {
  await send('DELETE', '/api/v1/me', {}, password === '' ? {} : { password });
  // The session is gone already; this tells the page.
  await signOut();
}

type Failure = { status: number; code?: string | undefined; message?: string | undefined };

type Watch = { onError: (context: { response: Response }) => void };

async function outcome(attempt: (watch: Watch) => Promise<{ error: Failure | null }>): Outcome {
  let retryAfter: number | undefined;
  const watch: Watch = {
    onError: ({ response }) => {
      retryAfter = retryAfterOf(response.headers);
    },
  };
  try {
    const { error } = await attempt(watch);
    return error ? accountWords(error, retryAfter) : undefined;
  } catch {
    return accountWords({ status: 0 }, undefined);
  }
}

/** What Better Auth answers, for people. */
export function accountWords(failure: Failure, retryAfter: number | undefined): string {
  switch (failure.code) {
    case 'INVALID_EMAIL_OR_PASSWORD':
      return 'That e-mail address and password don’t belong together.';
    case 'USER_ALREADY_EXISTS':
    case 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL':
      return 'There is an account with this e-mail address already. Sign in instead?';
    case 'PASSWORD_TOO_SHORT':
      return 'The password needs at least 8 characters.';
    case 'PASSWORD_TOO_LONG':
      return 'The password may have at most 128 characters.';
    case 'INVALID_TOKEN':
      return 'That link has been used already, or is too old. Ask for a new one.';
    case 'RESET_PASSWORD_DISABLED':
      return 'No mail is sent from here. Ask whoever runs this Hornbook for a new password.';
    case 'INVITATION_REQUIRED':
      return 'Signing up here takes an invitation. Ask whoever runs this Hornbook for one.';
    case 'INVITATION_REFUSED':
      return 'This invitation was used or withdrawn, has expired, or is for another e-mail address. Ask for a new one.';
    case 'EMAIL_PASSWORD_SIGN_UP_DISABLED':
      return 'Nobody can sign up here at the moment.';
    case 'INVALID_EMAIL':
      return 'That doesn’t look like an e-mail address.';
    case 'VALIDATION_ERROR':
      return failure.message?.includes('email')
        ? 'That doesn’t look like an e-mail address.'
        : 'Please fill in every field.';
  }
  const later = retryAfter ? ` Please try again in ${retryAfter} s.` : ' Please try again soon.';
  if (failure.status === 429) return `That was too often.${later}`;
  if (failure.status === 503) return `The database is waking up.${later}`;
  if (failure.status === 0) return 'Hornbook can’t be reached. Check your connection.';
  if (failure.message) return failure.message;
  return `That didn’t work (${failure.status}).${later}`;
}
