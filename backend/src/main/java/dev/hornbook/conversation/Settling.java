package dev.hornbook.conversation;

import dev.hornbook.database.Database;
import dev.hornbook.database.SystemTask;
import dev.hornbook.database.UserId;
import java.util.UUID;

/**
 * Ends answers that nobody writes any more: an instance that dies leaves rows that say {@code streaming}. Whoever meets one
 * past its deadline settles it; one before its deadline may be a live neighbour's and is left alone. What the answer had said
 * was that instance's to tell, and is lost with it; the question stands.
 */
final class Settling {
    /** {@code message.failure} of a settled answer. */
    static final String ABANDONED = "answer-abandoned";

    private final Database database;

    private final Moments moments;

    Settling(Database database, Moments moments) {
        this.database = database;
        this.moments = moments;
    }

    /** Those of one conversation, in its user's own scope. */
    void in(UserId user, UUID conversation) {
        database.as(user).update("""
                                 update message set status = 'failed', failure = ?, instance = null, deadline = null, ended_at = ?
                                 where conversation_id = ? and user_id = ? and status = 'streaming' and deadline < ?
                                 """, ABANDONED, moments.now(), conversation, user.value(), moments.now());
    }

    int overdue() {
        return database.asSystem(SystemTask.SETTLE)
                .update("""
                        update message set status = 'failed', failure = ?, instance = null, deadline = null, ended_at = ?
                        where status = 'streaming' and deadline < ?
                        """, ABANDONED, moments.now(), moments.now());
    }

    int leftBy(String instance) {
        return database.asSystem(SystemTask.SETTLE)
                .update("""
                        update message set status = 'failed', failure = ?, instance = null, deadline = null, ended_at = ?
                        where status = 'streaming' and instance = ?
                        """, ABANDONED, moments.now(), instance);
    }
}
