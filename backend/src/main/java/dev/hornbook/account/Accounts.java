package dev.hornbook.account;

import dev.hornbook.account.AccountException.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Signing up and signing in with an e-mail address and a password. */
public final class Accounts {

    private final AccountRows rows;
    private final Admission admission;
    private final PasswordHasher hasher;
    private final RandomIds ids;
    private final Clock clock;

    Accounts(AccountRows rows, Admission admission, PasswordHasher hasher, RandomIds ids, Clock clock) {
        this.rows = rows;
        this.admission = admission;
        this.hasher = hasher;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes an account and signs it in, and uses up the invitation if it takes one: all of it or nothing.
     *
     * @param remember whether the session is to outlive the browser
     * @throws AccountException if they may not sign up, the password is too short or too long, or the address taken
     * @throws BusyException if too many are signing in
     * @throws dev.hornbook.database.DatabaseException if the database failed or could not be reached
     */
    public SignedIn signUp(NewAccount account, boolean remember, Client client) {
        Optional<LinkToken> invitation = admission.admit(account);
        PasswordLength.check(account.password());
        String hash = hasher.hash(account.password());
        Instant now = now();
        User user = new User(ids.next(), account.name(), account.email().value(), false, account.image(), now, now, false);
        Session session = Session.begin(ids, user.id(), remember, client, now);
        if (!rows.signUp(user, ids.next(), hash, session, invitation)) {
            throw new AccountException(Reason.USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL);
        }
        return new SignedIn(session, user);
    }

    /**
     * Signs in. An unknown address takes as long as a wrong password, and gets the same answer.
     *
     * @param remember whether the session is to outlive the browser
     * @throws AccountException if address and password do not belong together
     * @throws BusyException if too many are signing in
     * @throws dev.hornbook.database.DatabaseException if the database failed or could not be reached
     */
    public SignedIn signIn(EmailAddress email, String password, boolean remember, Client client) {
        PasswordLength.refuseTooLong(password);
        Optional<AccountRows.Credential> credential = rows.find(email);
        // No connection is held while the password is checked.
        boolean right = hasher.verify(password, credential.flatMap(AccountRows.Credential::passwordHash));
        if (!right) {
            throw new AccountException(Reason.INVALID_EMAIL_OR_PASSWORD);
        }
        User user = credential.orElseThrow().user();
        Session session = Session.begin(ids, user.id(), remember, client, now());
        // It may have been replaced while it was checked, and every session ended.
        if (!rows.signIn(session, credential.orElseThrow().passwordHash().orElseThrow())) {
            throw new AccountException(Reason.INVALID_EMAIL_OR_PASSWORD);
        }
        return new SignedIn(session, user);
    }

    /**
     * Made-up readers, to measure with: of those that were added last together, in no order that says anything.
     *
     * @param domain where all made-up readers live, {@code name.<what was added together>@domain}
     * @throws dev.hornbook.database.DatabaseException if the database failed or could not be reached
     */
    public List<User> lastMadeUp(String domain, int most) {
        return rows.lastMadeUp(domain, most);
    }

    /** Now, as exactly as Better Auth's clock tells it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
