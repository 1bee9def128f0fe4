package dev.hornbook.conversation;

import dev.hornbook.database.DatabaseException;

/** The account is gone; a token of it may outlive it by minutes. */
public final class NoSuchUserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchUserException(DatabaseException cause) {
        super("This account no longer exists. Sign in again.", cause);
    }
}
