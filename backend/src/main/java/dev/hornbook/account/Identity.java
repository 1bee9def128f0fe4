package dev.hornbook.account;

import dev.hornbook.database.Database;
import dev.hornbook.database.Scope;
import dev.hornbook.mail.MailQueue;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * Everything that knows who a reader is, wired together once. Making it touches neither the database nor the disk: keys are
 * read when the first token is asked for.
 *
 * @param accounts signing up and in
 * @param ownAccount changing and deleting one's own
 * @param passwordReset a new password for who has forgotten theirs
 * @param emailVerification showing that an address is one's own
 * @param guests visitors who ask before they sign up
 * @param sessions reading and ending sessions
 * @param authentication who sent a request
 * @param jwts short-lived tokens
 * @param keys what they are signed with
 * @param cookies Better Auth's cookies
 * @param admission who may sign up
 * @param invitations with which they may
 * @param operators who runs this Hornbook
 * @param address where readers reach this server, and whose pages it trusts
 */
public record Identity(Accounts accounts, OwnAccount ownAccount, PasswordReset passwordReset, EmailVerification emailVerification,
        Guests guests, Sessions sessions, Authentication authentication, Jwts jwts,
        SigningKeys keys,
        SessionCookies cookies,
        Admission admission, Invitations invitations, Operators operators,
        PublicAddress address) {

    /**
     * @param mail what links are mailed by; empty where none are
     * @param handover what becomes of what users asked
     */
    public static Identity over(Database database, AuthSettings settings, Optional<MailQueue> mail, Handover handover, Clock clock) {
        return over(database, settings, mail, handover, new PasswordHasher(new SecureRandom()), clock);
    }

    static Identity over(Database database, AuthSettings settings, Optional<MailQueue> mail, Handover handover, PasswordHasher hasher,
            Clock clock) {
        Scope scope = database.identity();
        RandomIds ids = new RandomIds(new SecureRandom());
        SessionCookies cookies = new SessionCookies(settings, clock);
        StaleGuests stale = new StaleGuests(scope, settings.guests(), clock, task -> Thread.ofVirtual().name("stale-guests").start(task));
        Sessions sessions = new Sessions(new SessionRows(scope), new SessionCache(clock), stale, clock);
        SigningKeys keys = new SigningKeys(new KeyRows(scope), new KeyCipher(settings.secret()), ids, clock);
        Jwts jwts = new Jwts(keys, settings.address(), clock);
        AccountRows rows = new AccountRows(scope);
        VerificationRows verifications = new VerificationRows(scope);
        InvitationRows invitationRows = new InvitationRows(scope);
        Operators operators = new Operators(new OperatorRows(scope), settings.address(), ids, clock);
        Admission admission = new Admission(settings.signUp(), invitationRows, operators, clock);
        Accounts accounts = new Accounts(rows, admission, hasher, ids, clock);
        Optional<IssuerUsers> issuerUsers = settings.issuer().map(issuer -> new IssuerUsers(scope, issuer, ids, clock));
        OwnAccount ownAccount = new OwnAccount(new OwnAccountRows(scope), verifications, new AccountDataRows(scope), sessions, handover,
                issuerUsers, jwts, hasher, ids, clock);
        PasswordReset passwordReset = new PasswordReset(rows, verifications, sessions, hasher, ids, settings.address(), mail, clock);
        EmailVerification emailVerification = new EmailVerification(rows, sessions, settings, mail, clock);
        Guests guests = new Guests(scope, admission, sessions, stale, handover, jwts, ids, clock);
        Optional<IssuerTokens> elsewhere = settings.issuer().map(issuer -> new IssuerTokens(issuer, new IssuerKeys(issuer, clock),
                issuerUsers.orElseThrow()::find, clock));
        return new Identity(accounts, ownAccount, passwordReset, emailVerification, guests, sessions,
                new Authentication(sessions, cookies, jwts, elsewhere),
                jwts, keys, cookies, admission, new Invitations(invitationRows, settings.address(), ids, clock), operators,
                settings.address());
    }
}
