package dev.hornbook.pool;

import java.util.Objects;

/**
 * With what the pool signs in, from {@link NeonSettings#credentials}.
 *
 * @param user the role
 * @param password its password, or a token that the server takes for one; never printed
 */
public record Credentials(String user, String password) {
    public Credentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    /** The user; the password masked. */
    @Override
    public String toString() {
        return user + ":***";
    }
}
