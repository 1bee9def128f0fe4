package dev.hornbook.account;

import dev.hornbook.account.AccountException.Reason;
import dev.hornbook.account.OwnAccountRows.StoredPassword;
import dev.hornbook.database.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What somebody signed in does with their own account. Every method throws {@link dev.hornbook.database.DatabaseException}
 * if the database failed or could not be reached, and what checks a password {@link BusyException} if too many are checked.
 */
public final class OwnAccount {

    private final OwnAccountRows rows;
    private final VerificationRows verifications;
    private final AccountDataRows data;
    private final Jwts jwts;
    private final Sessions sessions;
    private final Handover handover;
    private final Optional<IssuerUsers> elsewhere;
    private final PasswordHasher hasher;
    private final RandomIds ids;
    private final Clock clock;

    OwnAccount(OwnAccountRows rows, VerificationRows verifications, AccountDataRows data, Sessions sessions, Handover handover,
            Optional<IssuerUsers> elsewhere, Jwts jwts, PasswordHasher hasher, RandomIds ids, Clock clock) {
        this.rows = rows;
        this.verifications = verifications;
        this.data = data;
        this.jwts = jwts;
        this.sessions = sessions;
        this.handover = handover;
        this.elsewhere = elsewhere;
        this.hasher = hasher;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Changes name or picture, for all sessions at once.
     *
     * @return the user as changed
     * @throws AccountException if the user is gone
     */
    public User change(User user, ProfileChange change) {
        User changed = rows.change(user.id(), change, now()).orElseThrow(() -> new AccountException(Reason.UNAUTHORIZED));
        sessions.changed(changed);
        return changed;
    }

    /**
     * Changes the password.
     *
     * @throws AccountException if the current password is wrong or there is none, or the new one too short or too long
     */
    public void changePassword(User user, String current, String next) {
        StoredPassword old = checked(user, current, next);
        if (!rows.changePassword(old, hasher.hash(next), now())) {
            throw new AccountException(Reason.INVALID_PASSWORD);
        }
    }

    /**
     * Changes the password and ends every session of the user; the one that begins instead is returned.
     *
     * @throws AccountException as {@link #changePassword}
     */
    public Session changePasswordEverywhere(User user, String current, String next, Client client) {
        StoredPassword old = checked(user, current, next);
        // Better Auth gives this one the long life whether the browser is to remember it or not; the cookie makes the difference.
        Session session = Session.begin(ids, user.id(), true, client, now());
        List<String> ended = rows.changePassword(old, hasher.hash(next), session)
                .orElseThrow(() -> new AccountException(Reason.INVALID_PASSWORD));
        sessions.forget(user.id(), ended);
        return session;
    }

    /**
     * Checks the user's password.
     *
     * @throws AccountException if it is wrong, or there is none
     */
    public void check(User user, String password) {
        PasswordLength.refuseTooLong(password);
        verify(user.id(), password);
    }

    /** What is held about a user; empty if they are gone. */
    public Optional<AccountData> data(UserId user) {
        return data.find(user.value());
    }

    /** Whether a user signs in with a password here. */
    public boolean hasPassword(UserId user) {
        return rows.password(user.value()).isPresent();
    }

    /**
     * Deletes the account and everything of its user's.
     *
     * @throws AccountException if the password is wrong, or there is none
     */
    public void delete(SignedIn signedIn, String password) {
        delete(new UserId(signedIn.user().id()), password);
    }

    /** The same for somebody who shows who they are in another way than by a session. */
    public void delete(UserId user, String password) {
        PasswordLength.refuseTooLong(password);
        verify(user.value(), password);
        delete(user.value());
    }

    /**
     * The same without a password.
     *
     * @throws AccountException if the session began more than a day ago
     */
    public void delete(SignedIn signedIn) {
        if (!signedIn.session().fresh(clock.instant())) {
            throw new AccountException(Reason.SESSION_EXPIRED);
        }
        delete(signedIn.user().id());
    }

    /** The same for somebody who has no password here and has just shown who they are elsewhere. */
    public void delete(UserId user) {
        delete(user.value());
    }

    /**
     * The same by a link that was mailed to the user. Hornbook mails none; a Better Auth server on the same tables may.
     *
     * @throws AccountException if the token is not good, or another's
     */
    public void deleteByLink(User user, String token) {
        if (!LinkText.isToken(token)
                || !verifications.take(VerificationRows.DELETE_ACCOUNT + token, now()).equals(Optional.of(user.id()))) {
            throw new AccountException(Reason.INVALID_TOKEN);
        }
        delete(user.id());
    }

    private void delete(String userId) {
        List<String> ended = elsewhere.map(users -> users.erase(userId, () -> rows.delete(userId))).orElseGet(() -> rows.delete(userId));
        sessions.forget(userId, ended);
        jwts.refuse(new UserId(userId));
        handover.gone(new UserId(userId));
    }

    private StoredPassword checked(User user, String current, String next) {
        PasswordLength.check(next);
        PasswordLength.refuseTooLong(current);
        return verify(user.id(), current);
    }

    private StoredPassword verify(String userId, String password) {
        StoredPassword stored = rows.password(userId).orElseThrow(() -> new AccountException(Reason.CREDENTIAL_ACCOUNT_NOT_FOUND));
        // No connection is held while the password is checked.
        if (!hasher.verify(password, Optional.of(stored.hash()))) {
            throw new AccountException(Reason.INVALID_PASSWORD);
        }
        return stored;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
