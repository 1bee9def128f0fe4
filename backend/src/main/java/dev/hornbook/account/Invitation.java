package dev.hornbook.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Leave to sign up, once.
 *
 * @param email whom it is for; empty for whoever has the link
 * @param madeBy the address of the operator who made it; empty where it was the holder of the operator's token
 * @param usedAt when somebody signed up with it; empty while nobody has
 */
public record Invitation(UUID id, Optional<String> email, Optional<String> madeBy, Instant madeAt, Instant expiresAt,
        Optional<Instant> usedAt) {

    @Override
    public String toString() {
        return "Invitation[" + id + "]";
    }
}
