package dev.hornbook.conversation;

import dev.hornbook.database.Database;
import dev.hornbook.database.Row;
import dev.hornbook.database.RowMapper;
import dev.hornbook.database.UserId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The messages of a conversation: putting a question, ending its answer, reading both. */
final class Messages {
    /** Of {@code message m}, without the words that search looks in. */
    private static final String OWN = """
                                      m.id, m.conversation_id, m.role, m.status, m.text, m.citations, m.created_at, m.ended_at, m.model,
                                      m.first_word_ms, m.input_tokens, m.output_tokens""";

    /** Of one that was made just now, of which nobody thinks anything. */
    private static final String NEW = OWN + ", null::text as thumb, null::text as remark";

    private static final String COLUMNS = OWN + ", f.thumb, f.words as remark";

    private static final String JUDGED = "left join feedback f on f.message_id = m.id and f.user_id = m.user_id";

    private static final RowMapper<Message> MESSAGE = row -> new Message(row.uuid("id"), row.uuid("conversation_id"),
            Role.of(row.text("role")), Status.of(row.text("status")), row.text("text"), Citations.of(row.text("citations")),
            row.instant("created_at"), writing(row), judgement(row));

    private static final int LONGEST_KEY = 200;

    private final Database database;

    private final Moments moments;

    private final HistorySettings settings;

    private final Settling settling;

    Messages(Database database, Moments moments, HistorySettings settings, Settling settling) {
        this.database = database;
        this.moments = moments;
        this.settings = settings;
        this.settling = settling;
    }

    private static Optional<Writing> writing(Row row) throws SQLException {
        Optional<Instant> endedAt = row.optionalInstant("ended_at");
        if (endedAt.isEmpty()) {
            return Optional.empty();
        }
        return Optional
                .of(new Writing(endedAt.get(), row.optionalText("model"), row.optionalInteger("first_word_ms").map(Duration::ofMillis),
                        row.optionalInteger("input_tokens"), row.optionalInteger("output_tokens")));
    }

    private static Optional<Judgement> judgement(Row row) throws SQLException {
        Optional<String> thumb = row.optionalText("thumb");
        Optional<String> words = row.optionalText("remark");
        return thumb.map(name -> new Judgement(Thumb.of(name), words));
    }

    Optional<List<Message>> all(UserId user, UUID conversation) {
        List<Read> read = read(user, conversation);
        if (read.stream().anyMatch(Read::overdue)) {
            settling.in(user, conversation);
            read = read(user, conversation);
        }
        return read.isEmpty() ? Optional.empty() : Optional.of(read.stream().flatMap(each -> each.message().stream()).toList());
    }

    /** A message, none for a conversation in which nothing was said yet, and whether it needs settling. */
    private record Read(Optional<Message> message, boolean overdue) {}

    private List<Read> read(UserId user, UUID conversation) {
        return database.as(user).query("""
                                       select %s, m.id is not null as said, coalesce(m.deadline < ?, false) as overdue
                                       from conversation c
                                       left join message m on m.conversation_id = c.id and m.user_id = c.user_id
                                       %s
                                       where c.id = ? and c.user_id = ?
                                       order by m.id
                                       """.formatted(COLUMNS, JUDGED),
                row -> new Read(row.bool("said") ? Optional.of(MESSAGE.map(row)) : Optional.empty(), row.bool("overdue")), moments.now(),
                conversation, user.value());
    }

    Optional<Message> find(UserId user, UUID message) {
        Optional<Read> read = readOne(user, message);
        if (read.filter(Read::overdue).flatMap(Read::message).isPresent()) {
            settling.in(user, read.get().message().get().conversation());
            read = readOne(user, message);
        }
        return read.flatMap(Read::message);
    }

    private Optional<Read> readOne(UserId user, UUID message) {
        return database.as(user).first("""
                                       select %s, coalesce(m.deadline < ?, false) as overdue
                                       from message m %s
                                       where m.id = ? and m.user_id = ?
                                       """.formatted(COLUMNS, JUDGED), row -> new Read(Optional.of(MESSAGE.map(row)), row.bool("overdue")),
                moments.now(), message,
                user.value());
    }

    /** The book of the conversation that a question is put in, and whether that one is more than it holds. */
    private record Place(Optional<String> textbook, boolean full) {}

    Asked ask(UserId user, UUID conversation, String text, String key) {
        Texts.accepted("text", text, Conversations.LONGEST_QUESTION);
        Texts.accepted("key", key, LONGEST_KEY);
        return database.as(user).inTransaction(handle -> {
            Optional<Message> question = insertQuestion(handle, user, conversation, text, key);
            return question.isPresent() ? begin(handle, user, question.get()) : known(handle, user, conversation, key);
        });
    }

    /**
     * The conversation's row is locked first: questions in one conversation come one after another, and it cannot go meanwhile.
     * Empty where there is no such conversation, and where the key was seen before.
     */
    private Optional<Message> insertQuestion(Handle handle, UserId user, UUID conversation, String text, String key) {
        return handle
                .createQuery(
                        """
                        insert into message as m (id, conversation_id, user_id, role, status, text, idempotency_key, created_at)
                        select :id, locked.id, locked.user_id, 'reader', 'complete', :text, :key, :now
                        from (select id, user_id from conversation where id = :conversation and user_id = :user for no key update) locked
                        on conflict (conversation_id, idempotency_key) where idempotency_key is not null do nothing
                        returning %s
                        """.formatted(NEW))
                .bind("id", moments.newId())
                .bind("text", text)
                .bind("key", key)
                .bind("now", moments.now())
                .bind("conversation", conversation)
                .bind("user", user.value())
                .map(MESSAGE)
                .findOne();
    }

    /**
     * Counts in a statement of its own, which sees what those asked who had the conversation's row locked before.
     *
     * @throws FullException where the question is one too many; it goes with the transaction
     */
    private Asked.Begun begin(Handle handle, UserId user, Message question) {
        Place place = handle
                .createQuery(
                        """
                        update conversation
                        set updated_at = greatest(updated_at, :now), title = case when titled then title else :title end, titled = true
                        where id = :conversation and user_id = :user
                        returning textbook, (select count(*) from message m
                            where m.conversation_id = conversation.id and m.user_id = conversation.user_id and m.role = 'reader') > :most as full
                        """)
                .bind("now", question.createdAt())
                .bind("title", Titles.of(question.text()))
                .bind("most", Conversations.MOST_QUESTIONS)
                .bind("conversation", question.conversation())
                .bind("user", user.value())
                .map((RowMapper<Place>) row -> new Place(row.optionalText("textbook"), row.bool("full")))
                .one();
        if (place.full()) {
            throw FullException.conversation();
        }
        Message answer = handle
                .createQuery(
                        """
                        insert into message as m (id, conversation_id, user_id, role, status, text, question_id, instance, deadline, created_at)
                        values (:id, :conversation, :user, 'book', 'streaming', '', :question, :instance, :deadline, :now)
                        returning %s
                        """.formatted(
                                NEW))
                .bind("id", moments.newId())
                .bind("conversation", question.conversation())
                .bind("user", user.value())
                .bind("question", question.id())
                .bind("instance", settings.instance())
                .bind("deadline", question.createdAt().plus(settings.answerTime()))
                .bind("now", question.createdAt())
                .map(MESSAGE)
                .one();
        return new Asked.Begun(question, answer, earlier(handle, user, question), place.textbook());
    }

    private static List<Message> earlier(Handle handle, UserId user, Message question) {
        return handle.createQuery("""
                                  select %s from message m %s
                                  where m.conversation_id = :conversation and m.user_id = :user and m.id < :question
                                  order by m.id desc
                                  limit :most
                                  """.formatted(COLUMNS, JUDGED))
                .bind("conversation", question.conversation())
                .bind("user", user.value())
                .bind("question", question.id())
                .bind("most", Conversations.EARLIER)
                .map(MESSAGE)
                .list()
                .reversed();
    }

    private static Asked known(Handle handle, UserId user, UUID conversation, String key) {
        List<Message> both = handle.createQuery(
                """
                select %s from message q
                join message m on m.id = q.id or m.question_id = q.id
                %s
                where q.conversation_id = :conversation and q.idempotency_key = :key and q.user_id = :user and m.user_id = :user
                order by m.role = 'book'
                """.formatted(COLUMNS, JUDGED)).bind("conversation", conversation).bind("key", key).bind("user", user.value()).map(MESSAGE)
                .list();
        return both.isEmpty() ? new Asked.NoSuchConversation() : new Asked.Known(both.getFirst(), both.getLast());
    }

    boolean complete(UserId user, UUID answer, String text, List<Citation> citations, Writing writing) {
        String whole = Texts.storable(text);
        return database.as(user).update(
                """
                update message
                set status = 'complete', text = ?, citations = ?, instance = null, deadline = null, failure = null, ended_at = ?,
                    model = ?, first_word_ms = ?, input_tokens = ?, output_tokens = ?
                where id = ? and user_id = ? and role = 'book'
                  and (status = 'streaming' or failure = ? or (status = 'complete' and text = ?))
                """,
                whole, Citations.json(citations), writing.endedAt(), writing.model(), writing.firstWordMillis(), writing.inputTokens(),
                writing.outputTokens(), answer, user.value(), Settling.ABANDONED, whole) == 1;
    }

    boolean fail(UserId user, UUID answer, String soFar, List<Citation> citations, Writing writing, String code) {
        return end(user, answer, Status.FAILED, soFar, citations, writing, Optional.of(code));
    }

    boolean stop(UserId user, UUID answer, String soFar, List<Citation> citations, Writing writing) {
        return end(user, answer, Status.STOPPED, soFar, citations, writing, Optional.empty());
    }

    private boolean end(UserId user, UUID answer, Status status, String soFar, List<Citation> citations, Writing writing,
            Optional<String> failure) {
        return database.as(user).update(
                """
                update message
                set status = ?, text = ?, citations = ?, instance = null, deadline = null, failure = ?, ended_at = ?,
                    model = ?, first_word_ms = ?, input_tokens = ?, output_tokens = ?
                where id = ? and user_id = ? and status = 'streaming'
                """, status.wireName(), Texts.storable(soFar), Citations.json(citations), failure,
                writing.endedAt(), writing.model(), writing.firstWordMillis(), writing.inputTokens(), writing.outputTokens(), answer,
                user.value()) == 1;
    }
}
