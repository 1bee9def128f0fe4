package dev.hornbook.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of Better Auth's {@code "user"}.
 *
 * @param id 32 characters
 * @param name as the user wrote it: untrusted text
 * @param email in lower case
 * @param emailVerified whether the address was shown to be theirs
 * @param image the address of a picture: untrusted text
 * @param createdAt when the account was made
 * @param updatedAt when it was last changed
 * @param anonymous whether this is a guest, who has neither address nor password
 */
public record User(String id, String name, String email, boolean emailVerified, Optional<String> image, Instant createdAt,
        Instant updatedAt, boolean anonymous) {

    @Override
    public String toString() {
        return "User[id=" + id + "]";
    }
}
