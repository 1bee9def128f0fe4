package dev.hornbook.conversation;

import dev.hornbook.database.Database;
import dev.hornbook.database.SystemTask;
import dev.hornbook.database.UserId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A guest becomes somebody: the conversations go along, as does what they have asked a model today, and the guest goes. One
 * transaction, with the guest's row and conversations locked first: a question that the guest puts in the same moment either comes
 * along or finds no conversation.
 */
final class Adoption {
    private final Database database;

    Adoption(Database database) {
        this.database = database;
    }

    /** @return false where there is no such guest (any more) */
    boolean adopt(UserId guest, UserId account) {
        return database.asSystem(SystemTask.LINK).inTransaction(handle -> lock(handle, guest) && move(handle, guest, account));
    }

    /** Whose a message is now; empty where there is none. */
    Optional<UserId> owner(UUID message) {
        return database.asSystem(SystemTask.LINK)
                .first("select user_id from message where id = ?", row -> new UserId(row.text("user_id")), message);
    }

    private static boolean lock(Handle handle, UserId guest) {
        return handle.createQuery("""
                                  select "id" from "user" where "id" = :guest and "isAnonymous" for update
                                  """).bind("guest", guest.value()).mapTo(String.class).findOne().isPresent();
    }

    /** Waits for the questions that are being put: what follows sees them. Those put from here on wait, and find no conversation. */
    private static void lockConversations(Handle handle, UserId guest) {
        handle.createQuery("select user_id from conversation where user_id = :guest for update").bind("guest", guest.value())
                .mapTo(String.class).list();
    }

    private static boolean move(Handle handle, UserId guest, UserId account) {
        lockConversations(handle, guest);
        // One statement, because a message's user has to be its conversation's whenever a statement ends.
        handle.createUpdate("""
                            with threads as (
                                update conversation set user_id = :account where user_id = :guest
                            ), said as (
                                update message set user_id = :account where user_id = :guest
                            )
                            update feedback set user_id = :account where user_id = :guest
                            """).bind("guest", guest.value()).bind("account", account.value()).execute();
        // What the guest asked a model counts on; of two days the later one stands.
        handle.createUpdate("""
                            with theirs as (
                                delete from question_count where user_id = :guest returning day, asked
                            )
                            insert into question_count as c (user_id, day, asked)
                            select :account, day, asked from theirs
                            on conflict (user_id) do update
                            set day = greatest(c.day, excluded.day),
                                asked = case when c.day = excluded.day then c.asked + excluded.asked
                                             when c.day < excluded.day then excluded.asked
                                             else c.asked end
                            """).bind("guest", guest.value()).bind("account", account.value()).execute();
        return handle.createUpdate("""
                                   delete from "user" where "id" = :guest
                                   """).bind("guest", guest.value()).execute() > 0;
    }
}
