// The official client library against the server whose address is the argument. Ends with 0 if everything is as it expects.
// What its wire does not have it asks of whoever started it, a line out and a line in.
import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import { createAuthClient } from "better-auth/client";
import { anonymousClient, jwtClient } from "better-auth/client/plugins";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { browserAt } from "./browser.mjs";

const origin = process.argv[2];
const browser = browserAt(origin);
const client = clientIn(browser);
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

function clientIn(browser) {
  return createAuthClient({
    baseURL: origin,
    plugins: [jwtClient(), anonymousClient()],
    fetchOptions: { customFetchImpl: browser.fetch },
  });
}

async function starter(question) {
  console.log(question);
  return (await answers.next()).value;
}

async function mailedLink(email) {
  const [, to, link] = (await starter("mail?")).split(" ");
  assert.equal(to, email);
  return new URL(link);
}

const ann = { name: "Ann", email: "ann.client@example.org", password: "correct horse" };

const nobody = await client.getSession();
assert.equal(nobody.error, null);
assert.equal(nobody.data, null);

const signedUp = await client.signUp.email(ann);
assert.equal(signedUp.error, null);
assert.equal(signedUp.data.user.email, ann.email);
assert.ok(signedUp.data.user.createdAt instanceof Date, "dates arrive as dates");
assert.ok(browser.jar.has("better-auth.session_token"));

const session = await client.getSession();
assert.equal(session.error, null);
assert.equal(session.data.user.id, signedUp.data.user.id);
assert.ok(session.data.session.expiresAt > new Date());

const signedOut = await client.signOut();
assert.deepEqual(signedOut.data, { success: true });
assert.equal(browser.jar.size, 0);
assert.equal((await client.getSession()).data, null);

const again = await client.signUp.email(ann);
assert.equal(again.error.status, 422);
assert.equal(again.error.code, "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");

const wrong = await client.signIn.email({ email: ann.email, password: "wrong horse" });
assert.equal(wrong.error.status, 401);
assert.equal(wrong.error.code, "INVALID_EMAIL_OR_PASSWORD");
assert.equal(wrong.error.message, "Invalid email or password");

const refused = await client.token();
assert.equal(refused.error.status, 401);

const signedIn = await client.signIn.email({ email: ann.email, password: ann.password, rememberMe: false });
assert.equal(signedIn.error, null);
assert.equal(signedIn.data.redirect, false);
assert.ok(browser.jar.has("better-auth.dont_remember"));

const { data } = await client.token();
const keys = createRemoteJWKSet(new URL("/api/auth/jwks", origin));
const { payload, protectedHeader } = await jwtVerify(data.token, keys, { issuer: origin, audience: origin, algorithms: ["EdDSA"] });
assert.equal(payload.sub, signedUp.data.user.id);
assert.equal(payload.email, ann.email);
assert.deepEqual(Object.keys(protectedHeader).sort(), ["alg", "kid"]);
assert.equal((await client.jwks()).data.keys[0].kid, protectedHeader.kid);

const bearer = createAuthClient({ baseURL: origin, fetchOptions: { auth: { type: "Bearer", token: signedIn.data.token } } });
assert.equal((await bearer.getSession()).data.user.id, signedUp.data.user.id);
assert.deepEqual((await bearer.signOut()).data, { success: true });
assert.equal((await client.getSession()).data, null);

const guest = await client.signIn.anonymous();
assert.equal(guest.error, null);
assert.equal((await client.getSession()).data.user.isAnonymous, true);
await starter(`ask! ${guest.data.user.id} Why do robots fall?`);

const eve = { name: "Eve", email: "eve.client@example.org", password: "correct horse" };
const { data: kept, error: none } = await client.signUp.email(eve);
assert.equal(none, null);
assert.equal(await starter(`asked? ${kept.user.id}`), "Why do robots fall?");
assert.equal((await client.getSession()).data.user.isAnonymous, false);
assert.deepEqual((await client.updateUser({ name: "Eva", image: null })).data, { status: true });
assert.equal((await client.getSession()).data.user.name, "Eva");
assert.equal((await client.changePassword({ currentPassword: "wrong horse", newPassword: "x" })).error.code, "PASSWORD_TOO_SHORT");
const changed = await client.changePassword({ currentPassword: eve.password, newPassword: "battery staple", revokeOtherSessions: true });
assert.equal((await client.getSession()).data.session.token, changed.data.token);
const sessions = await client.listSessions();
assert.deepEqual(sessions.data.map((each) => each.token), [changed.data.token]);

const elsewhere = clientIn(browserAt(origin));
const second = await elsewhere.signIn.email({ email: eve.email, password: "battery staple" });
assert.equal((await client.listSessions()).data.length, 2);
assert.deepEqual((await client.revokeSession({ token: second.data.token })).data, { status: true });
assert.equal((await elsewhere.getSession()).data, null);
assert.deepEqual((await client.revokeOtherSessions()).data, { status: true });
assert.equal((await client.getSession()).data.user.emailVerified, false);

assert.deepEqual((await client.sendVerificationEmail({ email: eve.email, callbackURL: "/" })).data, { status: true });
const confirmation = (await mailedLink(eve.email)).searchParams.get("token");
assert.equal((await client.verifyEmail({ query: { token: `${confirmation}x` } })).error.code, "INVALID_TOKEN");
assert.equal((await client.verifyEmail({ query: { token: confirmation } })).data.status, true);
assert.equal((await client.getSession()).data.user.emailVerified, true);

assert.equal((await client.requestPasswordReset({ email: eve.email, redirectTo: "/new" })).data.status, true);
const followed = await browser.fetch(await mailedLink(eve.email), { redirect: "manual" });
const page = new URL(followed.headers.get("location"));
assert.equal(page.pathname, "/new");
const reset = { newPassword: "horse battery", token: page.searchParams.get("token") };
assert.deepEqual((await client.resetPassword(reset)).data, { status: true });
assert.equal((await client.resetPassword(reset)).error.code, "INVALID_TOKEN");
assert.equal((await client.getSession()).data, null);
const old = await client.signIn.email({ email: eve.email, password: "battery staple" });
assert.equal(old.error.code, "INVALID_EMAIL_OR_PASSWORD");
assert.equal((await client.signIn.email({ email: eve.email, password: "horse battery" })).error, null);

assert.equal((await client.deleteUser({ password: "wrong horse" })).error.code, "INVALID_PASSWORD");
assert.equal((await client.deleteAnonymousUser()).error.code, "USER_IS_NOT_ANONYMOUS");
assert.deepEqual((await client.revokeSessions()).data, { status: true });
assert.equal((await client.getSession()).data, null);
await client.signIn.email({ email: eve.email, password: "horse battery" });
assert.equal((await client.deleteUser({ password: "horse battery" })).data.success, true);
assert.equal((await client.getSession()).data, null);

assert.equal((await elsewhere.signIn.anonymous()).error, null);
assert.equal((await elsewhere.deleteAnonymousUser()).data.success, true);
assert.equal((await elsewhere.getSession()).data, null);

console.log("as expected");
process.stdin.destroy();
