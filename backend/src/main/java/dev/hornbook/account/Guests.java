package dev.hornbook.account;

import dev.hornbook.account.AccountException.Reason;
import dev.hornbook.database.Scope;
import dev.hornbook.database.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Visitors who ask before they sign up: users with a session and neither address nor password, as Better Auth's anonymous
 * plugin makes them. Once they sign up or in, what they asked is their account's and the guest is gone.
 * <p>
 * Every method throws {@link dev.hornbook.database.DatabaseException} if the database failed or could not be reached.
 */
public final class Guests {

    private final Scope identity;
    private final Admission admission;
    private final OwnAccountRows rows;
    private final Sessions sessions;
    private final StaleGuests stale;
    private final Handover handover;
    private final Jwts jwts;
    private final RandomIds ids;
    private final Clock clock;

    Guests(Scope identity, Admission admission, Sessions sessions, StaleGuests stale, Handover handover, Jwts jwts, RandomIds ids,
            Clock clock) {
        this.identity = identity;
        this.admission = admission;
        this.rows = new OwnAccountRows(identity);
        this.sessions = sessions;
        this.stale = stale;
        this.handover = handover;
        this.jwts = jwts;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes a guest and signs them in. */
    public SignedIn signIn(Client client) {
        admission.admitGuest();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // No mail gets there: RFC 6761 keeps .invalid for such.
        String email = ids.next().toLowerCase(Locale.ROOT) + "@anonymous.placeholder.invalid";
        User guest = new User(ids.next(), "Anonymous", email, false, Optional.empty(), now, now, true);
        Session session = Session.begin(ids, guest.id(), true, client, now);
        identity.update("""
                        with made as (
                          insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt", "isAnonymous")
                          values (?, ?, ?, false, ?, ?, true)
                          returning "id"
                        )
                        insert into "session" ("id", "token", "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent")
                        select ?, ?, "id", ?, ?, ?, ?, ? from made""", guest.id(), guest.name(), guest.email(), now, now, session.id(),
                session.token(), session.expiresAt(), session.createdAt(), session.updatedAt(), session.ipAddress(), session.userAgent());
        stale.ride();
        return new SignedIn(session, guest);
    }

    /** What this guest asked is the account's from now on, and the guest is gone; nothing if they are no guest, or the same. */
    public void link(SignedIn asGuest, User account) {
        User guest = asGuest.user();
        if (guest.anonymous() && !account.anonymous() && !guest.id().equals(account.id())) {
            handover.handOver(new UserId(guest.id()), new UserId(account.id()));
            sessions.forget(guest.id(), List.of(asGuest.session().token()));
        }
    }

    /**
     * Deletes a guest and everything of theirs.
     *
     * @throws AccountException if they are none
     */
    public void delete(User guest) {
        if (!guest.anonymous()) {
            throw new AccountException(Reason.USER_IS_NOT_ANONYMOUS);
        }
        sessions.forget(guest.id(), rows.delete(guest.id()));
        jwts.refuse(new UserId(guest.id()));
        handover.gone(new UserId(guest.id()));
    }
}
