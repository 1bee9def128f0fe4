package dev.hornbook.conversation;

import dev.hornbook.database.Database;
import dev.hornbook.database.UserId;
import java.util.Optional;
import java.util.UUID;

/** What readers think of answers, one judgement each. */
final class Feedback {
    private final Database database;

    private final Moments moments;

    Feedback(Database database, Moments moments) {
        this.database = database;
        this.moments = moments;
    }

    boolean give(UserId user, UUID answer, Thumb thumb, Optional<String> words) {
        words.ifPresent(text -> Texts.accepted("words", text, Conversations.LONGEST_WORDS));
        return database.as(user).update("""
                                        insert into feedback (message_id, user_id, thumb, words, created_at, updated_at)
                                        select id, user_id, ?, ?, ?, ? from message
                                        where id = ? and user_id = ? and role = 'book'
                                        on conflict (message_id) do update
                                        set thumb = excluded.thumb, words = excluded.words, updated_at = excluded.updated_at
                                        """, thumb.wireName(), words, moments.now(), moments.now(), answer, user.value()) == 1;
    }

    boolean withdraw(UserId user, UUID answer) {
        return database.as(user).update("delete from feedback where message_id = ? and user_id = ?", answer, user.value()) == 1;
    }

    Optional<Judgement> find(UserId user, UUID answer) {
        return database.as(user).first("select thumb, words from feedback where message_id = ? and user_id = ?",
                row -> new Judgement(Thumb.of(row.text("thumb")), row.optionalText("words")), answer, user.value());
    }
}
