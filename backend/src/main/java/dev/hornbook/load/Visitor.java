package dev.hornbook.load;

import java.util.function.Supplier;

/**
 * Somebody who reads.
 *
 * @param email with which they could sign in
 * @param token the JWT that their requests bear; asked for each
 */
public record Visitor(String email, Supplier<String> token) {
    /** Without the token. */
    @Override
    public String toString() {
        return "Visitor[" + email + "]";
    }
}
