package dev.hornbook.budget;

import dev.hornbook.database.UserId;

/**
 * Who asks.
 *
 * @param guest whether they asked without signing up; guests have limits of their own, because making one costs nothing
 */
public record Asker(UserId user, boolean guest) {
    /** Somebody with an account. */
    public static Asker reader(UserId user) {
        return new Asker(user, false);
    }

    /** Somebody without. */
    public static Asker guest(UserId user) {
        return new Asker(user, true);
    }
}
