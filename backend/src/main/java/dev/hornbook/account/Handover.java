package dev.hornbook.account;

import dev.hornbook.database.UserId;

/** What becomes of what a user has that is not Better Auth's: a guest's goes over to the account they made or signed in to. */
@FunctionalInterface
public interface Handover {

    /**
     * Moves everything of the guest's to the account and deletes the guest, in one transaction; nothing where there is no such
     * guest any more.
     *
     * @throws dev.hornbook.database.DatabaseException if the database failed or could not be reached; then nothing happened
     */
    void handOver(UserId guest, UserId account);

    /** A user was deleted here, with all their rows; what else is kept of them is to go too. */
    default void gone(UserId user) {}
}
