package dev.hornbook.account;

import dev.hornbook.database.UserId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Invitations to sign up. Every method throws {@link dev.hornbook.database.DatabaseException} if the database failed or could not
 * be reached.
 */
public final class Invitations {
    /** The most that are listed. */
    public static final int LISTED = 500;

    private final InvitationRows rows;
    private final PublicAddress address;
    private final RandomIds ids;
    private final Clock clock;

    /**
     * A new invitation.
     *
     * @param link the only time that it is told; its fragment stays in the browser, and out of every log on the way
     */
    public record Made(Invitation invitation, URI link) {

        @Override
        public String toString() {
            return "Made[" + invitation + "]";
        }
    }

    Invitations(InvitationRows rows, PublicAddress address, RandomIds ids, Clock clock) {
        this.rows = rows;
        this.address = address;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes one.
     *
     * @param by the operator; empty for the holder of the operator's token
     * @param email whom it is for; empty for whoever has the link
     * @param life how long it is good
     */
    public Made make(Optional<UserId> by, Optional<EmailAddress> email, Duration life) {
        LinkToken token = new LinkToken(ids.next());
        Instant now = now();
        UUID id = UUID.randomUUID();
        rows.add(id, token, email, by, now, now.plus(life));
        return new Made(rows.find(id).orElseThrow(() -> new IllegalStateException("The invitation is gone already.")),
                URI.create(address.base() + "/join#" + token.value()));
    }

    /** Those that have not expired, used ones among them, the newest first, at most {@value #LISTED}. */
    public List<Invitation> all() {
        return rows.all(now(), LISTED);
    }

    /**
     * Withdraws one. An account made with it stays.
     *
     * @return false if there is none of that id
     */
    public boolean withdraw(UUID id) {
        return rows.delete(id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
