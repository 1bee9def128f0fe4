package dev.hornbook.database;

/**
 * Whose rows a statement may see: the id of a row in Better Auth's table {@code "user"}, 32 characters of
 * {@code [a-zA-Z0-9]} where Better Auth or Hornbook made it.
 *
 * @param value 1 to 255 printable characters; other makers of ids than Better Auth are taken as they come
 */
public record UserId(String value) {
    /** @throws IllegalArgumentException when the value could not be the id of a user */
    public UserId {
        if (value.isEmpty() || value.length() > 255 || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            // An empty id is what a connection without a user has, so it must never stand for one.
            throw new IllegalArgumentException(
                    "A user's id is 1 to 255 printable ASCII characters; got " + value.length() + " characters.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
