package dev.hornbook.account;

import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.UserId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs this Hornbook. The first operator becomes it by a link that {@code serve} prints, once. Every method throws
 * {@link DatabaseException} if the database has to be asked and failed or could not be reached.
 */
public final class Operators {
    /** How long a link is good; another start prints another. */
    public static final Duration LINK_LIFE = Duration.ofDays(7);
    /** For so long a look is let pass without the database being asked, as with sessions. */
    static final Duration BELIEVED = SessionCache.BELIEVED;
    private static final int REMEMBERED = 10_000;

    private record Known(boolean operator, Instant until) {}

    private final OperatorRows rows;
    private final PublicAddress address;
    private final RandomIds ids;
    private final Clock clock;
    private final Map<UserId, Known> known = new LeastRecentlyUsed<>(REMEMBERED);

    Operators(OperatorRows rows, PublicAddress address, RandomIds ids, Clock clock) {
        this.rows = rows;
        this.address = address;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A new link that makes whoever comes first the operator, good for {@link #LINK_LIFE}; empty if there is an operator. Its
     * fragment stays in the browser, and out of every log on the way.
     */
    public Optional<URI> link() {
        LinkToken token = new LinkToken(ids.next());
        Instant now = now();
        return rows.addLink(token, now, now.minus(LINK_LIFE))
                ? Optional.of(URI.create(address.base() + "/operator#" + token.value()))
                : Optional.empty();
    }

    /**
     * Makes somebody the operator by the token of a link. Of all who try, whatever link they have, one becomes it.
     *
     * @return false if there is an operator already, the link is none or too old, or they are a guest
     */
    public boolean claim(UserId user, String token) {
        if (!RandomIds.hasForm(token)) {
            return false;
        }
        Instant now = now();
        boolean made = rows.claim(new LinkToken(token), user, now, now.minus(LINK_LIFE));
        if (made) {
            remember(user, true);
        }
        return made;
    }

    /** Whether they are an operator, as the database has it now. */
    public boolean has(UserId user) {
        boolean operator = rows.contains(user);
        remember(user, operator);
        return operator;
    }

    /** The same, from memory where it was asked within five minutes, or was ever asked and the database cannot be reached. */
    public boolean believes(UserId user) {
        Known last;
        synchronized (known) {
            last = known.get(user);
        }
        if (last != null && clock.instant().isBefore(last.until())) {
            return last.operator();
        }
        try {
            return has(user);
        } catch (DatabaseException e) {
            if (last == null || e.unavailable().isEmpty()) {
                throw e;
            }
            return last.operator();
        }
    }

    /** Whether the token is that of a link that would make somebody the operator now. */
    boolean opens(LinkToken token) {
        return rows.opens(token, now().minus(LINK_LIFE));
    }

    private void remember(UserId user, boolean operator) {
        synchronized (known) {
            known.put(user, new Known(operator, clock.instant().plus(BELIEVED)));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
