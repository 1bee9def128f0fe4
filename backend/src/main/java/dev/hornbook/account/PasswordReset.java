package dev.hornbook.account;

import dev.hornbook.account.AccountException.Reason;
import dev.hornbook.mail.Mail;
import dev.hornbook.mail.MailQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A new password for who has forgotten theirs: by a link that is mailed to them, good once and for an hour. The link's row is
 * Better Auth's, so a link that one of us mailed works at the other.
 */
public final class PasswordReset {

    /** How long a link is good (Better Auth's {@code resetPasswordTokenExpiresIn}). */
    static final Duration LIFE = Duration.ofHours(1);
    private static final int TOKEN_LENGTH = 24;

    private final AccountRows accounts;
    private final VerificationRows verifications;
    private final Sessions sessions;
    private final PasswordHasher hasher;
    private final RandomIds ids;
    private final PublicAddress address;
    private final Optional<MailQueue> mail;
    private final Clock clock;

    PasswordReset(AccountRows accounts, VerificationRows verifications, Sessions sessions, PasswordHasher hasher, RandomIds ids,
            PublicAddress address, Optional<MailQueue> mail, Clock clock) {
        this.accounts = accounts;
        this.verifications = verifications;
        this.sessions = sessions;
        this.hasher = hasher;
        this.ids = ids;
        this.address = address;
        this.mail = mail;
        this.clock = clock;
    }

    /** Whether links can be mailed at all. */
    public boolean enabled() {
        return mail.isPresent();
    }

    /**
     * Mails a link to whoever has this address, if anybody does. Nothing tells the caller which it was: for somebody and
     * nobody alike the user is looked up, and what differs happens after the answer.
     *
     * @param redirectTo where the link leads on to with its token; empty for nowhere
     * @throws IllegalStateException if mail is not {@link #enabled}
     * @throws dev.hornbook.database.DatabaseException if the database failed or could not be reached
     */
    public void request(EmailAddress email, Optional<String> redirectTo) {
        MailQueue queue = mail.orElseThrow(() -> new IllegalStateException("there is no mail to send links by"));
        accounts.find(email).map(AccountRows.Credential::user).filter(user -> !user.anonymous())
                .ifPresent(user -> queue.post(() -> Optional.of(link(user, redirectTo))));
    }

    private Mail link(User user, Optional<String> redirectTo) {
        String token = ids.next(TOKEN_LENGTH);
        Instant now = now();
        verifications.add(ids.next(), VerificationRows.RESET_PASSWORD + token, user.id(), now, now.plus(LIFE));
        String link = address.auth() + "/reset-password/" + token + "?callbackURL=" + LinkText.encode(redirectTo.orElse(""));
        return new Mail(user.email(), "Set a new password",
                "Somebody, probably you, asked for a new password at " + address.origin() + ". This link sets one, once, within an hour:",
                link, "If it was not you, nothing needs doing: your password stays as it is.");
    }

    /** Whether a link's token is still good; it stays so. */
    public boolean good(String token) {
        return LinkText.isToken(token) && verifications.find(VerificationRows.RESET_PASSWORD + token, now()).isPresent();
    }

    /**
     * Sets a new password and ends all of the user's sessions: whoever had the old one is out.
     *
     * @return who it was
     * @throws AccountException if the token is not good, or the password too short or too long
     * @throws BusyException if too many passwords are being checked; the token stays good
     * @throws dev.hornbook.database.DatabaseException if the database failed or could not be reached
     */
    public User reset(String token, String password) {
        PasswordLength.check(password);
        if (!LinkText.isToken(token)) {
            throw new AccountException(Reason.INVALID_TOKEN);
        }
        String identifier = VerificationRows.RESET_PASSWORD + token;
        String userId = verifications.find(identifier, now()).orElseThrow(() -> new AccountException(Reason.INVALID_TOKEN));
        User user = accounts.find(userId).orElseThrow(() -> {
            verifications.take(identifier, now());
            return new AccountException(Reason.USER_NOT_FOUND);
        });
        // The token is used up only once the hash is made: who was told to come again later needs it then.
        List<String> ended = verifications.resetPassword(identifier, userId, ids.next(), hasher.hash(password), now())
                .orElseThrow(() -> new AccountException(Reason.INVALID_TOKEN));
        sessions.forget(userId, ended);
        return user;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
