package dev.hornbook.conversation;

import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.RowMapper;
import dev.hornbook.database.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The conversations themselves. That a user never has more unstarred ones than are kept holds because whatever adds one takes the
 * user's lock first, and makes room in a statement of its own after that: its snapshot then shows all that earlier holders of the
 * lock did.
 */
final class History {
    /** Without the words that search looks in. */
    private static final String COLUMNS = "id, title, starred, textbook, created_at, updated_at";

    static final RowMapper<Conversation> CONVERSATION = row -> new Conversation(row.uuid("id"), row.text("title"),
            row.bool("starred"),
            row.optionalText("textbook"), row.instant("created_at"), row.instant("updated_at"));

    private static final String NO_USER = "conversation_user_id_fkey";

    private final Database database;

    private final Moments moments;

    private final int recent;

    History(Database database, Moments moments, HistorySettings settings) {
        this.database = database;
        this.moments = moments;
        this.recent = settings.recent();
    }

    Conversation create(UserId user, Optional<String> textbook) {
        textbook.ifPresent(slug -> Texts.accepted("textbook", slug, 200));
        try {
            return database.as(user).inTransaction(handle -> {
                lock(handle, user);
                Conversation made = insert(handle, user, textbook);
                makeRoom(handle, user, made.id());
                return made;
            });
        } catch (DatabaseException e) {
            throw e.constraint().filter(NO_USER::equals).isPresent() ? new NoSuchUserException(e) : e;
        }
    }

    private Conversation insert(Handle handle, UserId user, Optional<String> textbook) {
        Instant now = moments.now();
        return handle.createQuery("""
                                  insert into conversation (id, user_id, title, textbook, created_at, updated_at)
                                  values (:id, :user, :title, :textbook, :now, :now)
                                  returning %s
                                  """.formatted(COLUMNS))
                .bind("id", moments.newId())
                .bind("user", user.value())
                .bind("title", Titles.UNTITLED)
                .bind("textbook", textbook.orElse(null))
                .bind("now", now)
                .map(CONVERSATION)
                .one();
    }

    /** Until the transaction ends; a lock of the transaction, so that it works through a transaction pooler. */
    private static void lock(Handle handle, UserId user) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended('hornbook.conversation ' || :user, 0))::text")
                .bind("user", user.value())
                .mapTo(String.class)
                .one();
    }

    /** Takes away whatever is too many. */
    void makeRoom(UserId user) {
        database.as(user).inTransaction(handle -> {
            lock(handle, user);
            return handle.createUpdate("""
                                       delete from conversation
                                       where user_id = :user and id in (
                                           select id from conversation
                                           where user_id = :user and not starred
                                           order by updated_at desc, id desc
                                           offset :kept)
                                       """).bind("user", user.value()).bind("kept", recent).execute();
        });
    }

    /**
     * Takes away whatever is too many beside the one that came in. It comes after the insert: that holds on to the user's row
     * first, as deleting an account does, so that neither waits for the other.
     */
    private void makeRoom(Handle handle, UserId user, UUID newcomer) {
        handle.createUpdate("""
                            delete from conversation
                            where user_id = :user and id in (
                                select id from conversation
                                where user_id = :user and not starred and id <> :newcomer
                                order by updated_at desc, id desc
                                offset :others)
                            """).bind("user", user.value()).bind("newcomer", newcomer).bind("others", recent - 1).execute();
    }

    Page list(UserId user, Optional<String> after, int limit) {
        if (limit < 1 || limit > Conversations.LARGEST_PAGE) {
            throw new InvalidInputException("limit", "It is a number from 1 to " + Conversations.LARGEST_PAGE + ".");
        }
        // One more than asked for tells whether there is another page.
        List<Conversation> found = after.map(Cursor::of)
                .map(cursor -> database.as(user).query("""
                                                       select %s from conversation
                                                       where user_id = ? and (updated_at, id) < (?, ?)
                                                       order by updated_at desc, id desc
                                                       limit ?
                                                       """.formatted(COLUMNS), CONVERSATION, user.value(), cursor.updatedAt(), cursor.id(),
                        limit + 1))
                .orElseGet(() -> database.as(user).query("""
                                                         select %s from conversation
                                                         where user_id = ?
                                                         order by updated_at desc, id desc
                                                         limit ?
                                                         """.formatted(COLUMNS), CONVERSATION, user.value(), limit + 1));
        if (found.size() <= limit) {
            return new Page(found, Optional.empty());
        }
        List<Conversation> page = List.copyOf(found.subList(0, limit));
        return new Page(page, Optional.of(Cursor.after(page.getLast()).text()));
    }

    Optional<Conversation> find(UserId user, UUID conversation) {
        return database.as(user).first("select " + COLUMNS + " from conversation where id = ? and user_id = ?", CONVERSATION, conversation,
                user.value());
    }

    Optional<Conversation> change(UserId user, UUID conversation, Optional<String> title, Optional<Boolean> starred) {
        Optional<String> name = title.map(text -> Texts.accepted("title", text, Conversations.LONGEST_TITLE).strip());
        if (name.isEmpty() && starred.isEmpty()) {
            return find(user, conversation);
        }
        if (starred.isPresent()) {
            return starred.get() ? star(user, conversation, name) : unstar(user, conversation, name);
        }
        return database.as(user).first(CHANGE, CONVERSATION, name, name, starred, conversation, user.value());
    }

    private static final String CHANGE = """
                                         update conversation
                                         set title = coalesce(?, title), titled = titled or ?::text is not null, starred = coalesce(?, starred)
                                         where id = ? and user_id = ?
                                         returning %s
                                         """
            .formatted(COLUMNS);

    private Optional<Conversation> star(UserId user, UUID conversation, Optional<String> name) {
        return database.as(user).inTransaction(handle -> {
            lock(handle, user);
            boolean full = handle.createQuery("""
                                              select count(*) filter (where starred) >= :most
                                                  and coalesce(bool_or(not starred) filter (where id = :conversation), false)
                                              from conversation where user_id = :user
                                              """).bind("most", Conversations.MOST_STARRED).bind("conversation", conversation)
                    .bind("user", user.value()).mapTo(Boolean.class).one();
            if (full) {
                throw FullException.starred();
            }
            return change(handle, user, conversation, name, true);
        });
    }

    private static Optional<Conversation> change(Handle handle, UserId user, UUID conversation, Optional<String> name, boolean starred) {
        return handle.createQuery(CHANGE)
                .bind(0, name.orElse(null))
                .bind(1, name.orElse(null))
                .bind(2, starred)
                .bind(3, conversation)
                .bind(4, user.value())
                .map(CONVERSATION)
                .findOne();
    }

    private Optional<Conversation> unstar(UserId user, UUID conversation, Optional<String> name) {
        return database.as(user).inTransaction(handle -> {
            lock(handle, user);
            Optional<Conversation> changed = change(handle, user, conversation, name, false);
            changed.ifPresent(newcomer -> makeRoom(handle, user, newcomer.id()));
            return changed;
        });
    }

    boolean delete(UserId user, UUID conversation) {
        return database.as(user).update("delete from conversation where id = ? and user_id = ?", conversation, user.value()) == 1;
    }
}
