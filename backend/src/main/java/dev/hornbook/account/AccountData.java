package dev.hornbook.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is held about a user in Better Auth's tables, for the user to take along. What would let its holder act as them is not in
 * it: no password's hash, no token.
 *
 * @param waysIn how they sign in
 * @param sessions where they are signed in, the oldest first
 * @param links what was sent to them and is not used yet
 * @param operatorSince since when they are an operator; empty if they are none
 * @param invitations those they made, the one they came with, and those sent to their address; of those that others made not by whom
 */
public record AccountData(User user, List<WayIn> waysIn, List<Place> sessions, List<Link> links,
        Optional<Instant> operatorSince, List<Invitation> invitations) {

    /**
     * A row of {@code account}.
     *
     * @param provider {@code credential} for e-mail and password, or who signs them in
     * @param accountId the id that they have there
     * @param scope what they let us see there
     * @param password whether a password's hash is stored
     */
    public record WayIn(String provider, String accountId, Optional<String> scope, boolean password, Instant createdAt,
            Instant updatedAt) {}

    /** A row of {@code session}. */
    public record Place(Instant createdAt, Instant updatedAt, Instant expiresAt, Optional<String> ipAddress, Optional<String> userAgent) {}

    /** A row of {@code verification}. */
    public record Link(Instant createdAt, Instant expiresAt) {}

    @Override
    public String toString() {
        return "AccountData[" + user + "]";
    }
}
