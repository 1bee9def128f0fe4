package dev.hornbook.account;

import dev.hornbook.database.UserId;

/**
 * Who is asking.
 *
 * @param id the user's id
 * @param name as the user wrote it: untrusted text
 * @param email in lower case
 * @param emailVerified whether the address was shown to be theirs
 * @param guest whether they have not signed up
 */
public record Reader(UserId id, String name, String email, boolean emailVerified, boolean guest) {

    static Reader of(User user) {
        return new Reader(new UserId(user.id()), user.name(), user.email(), user.emailVerified(), user.anonymous());
    }

    @Override
    public String toString() {
        return "Reader[" + id.value() + "]";
    }
}
