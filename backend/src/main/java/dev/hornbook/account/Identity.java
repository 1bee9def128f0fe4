package dev.hornbook.account;

import dev.hornbook.database.Database;
import dev.hornbook.database.Scope;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Everything that knows who a reader is, wired together once. Making it touches neither the database nor the disk: keys are
 * read when the first token is asked for.
 *
 * @param accounts signing up and in
 * @param ownAccount changing and deleting one's own
 * @param sessions reading and ending sessions
 * @param authentication who sent a request
 * @param jwts short-lived tokens
 * @param keys what they are signed with
 * @param cookies Better Auth's cookies
 * @param address where readers reach this server, and whose pages it trusts
 */
public record Identity(Accounts accounts, OwnAccount ownAccount, Sessions sessions, Authentication authentication, Jwts jwts,
        SigningKeys keys,
        SessionCookies cookies,
        PublicAddress address) {

    public static Identity over(Database database, AuthSettings settings, Clock clock) {
        Scope scope = database.identity();
        SecureRandom random = new SecureRandom();
        RandomIds ids = new RandomIds(random);
        SessionCookies cookies = new SessionCookies(settings);
        Sessions sessions = new Sessions(new SessionRows(scope), new SessionCache(clock), clock);
        SigningKeys keys = new SigningKeys(new KeyRows(scope), new KeyCipher(settings.secret()), ids, clock);
        Jwts jwts = new Jwts(keys, settings.address(), clock);
        PasswordHasher hasher = new PasswordHasher(random);
        Accounts accounts = new Accounts(new AccountRows(scope), hasher, ids, clock);
        OwnAccount ownAccount = new OwnAccount(new OwnAccountRows(scope), sessions, hasher, ids, clock);
        return new Identity(accounts, ownAccount, sessions, new Authentication(sessions, cookies, jwts), jwts, keys, cookies,
                settings.address());
    }
}
