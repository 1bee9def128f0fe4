package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.budget.AskedQuestions;
import dev.hornbook.budget.Asker;
import dev.hornbook.budget.Limits;
import dev.hornbook.budget.QuestionBudget;
import dev.hornbook.budget.Taken;
import dev.hornbook.database.Database;
import dev.hornbook.database.UserId;
import dev.hornbook.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A reader who calls each method of {@link Conversations} and {@link QuestionBudget} on what is hers, and on another's, which must not be there for her. */
final class EachMethod {
    private static final Writing WRITING = Writing.quoted(Instant.EPOCH);

    final UserId user;

    private final TestDatabase db;
    private final Database database;
    private final Conversations conversations;
    private final QuestionBudget budget;
    private final List<UUID> mine = new ArrayList<>();
    private UUID last;
    private UUID answer;
    private int number;

    EachMethod(TestDatabase db, Database database) {
        this.db = db;
        this.database = database;
        this.user = db.newUser();
        // More than are made here, so that none goes by itself.
        this.conversations = new Conversations(database, InstantSource.system(), HistorySettings.of("here").recent(1_000));
        this.budget = new QuestionBudget(database, new Limits(1_000, 1_000, 100_000), InstantSource.fixed(Instant.EPOCH));
        create(0);
        answer = begun();
    }

    private interface Trial {
        void of(int time, EachMethod other);
    }

    /** By the method's name. */
    Map<String, Trial> methods() {
        Map<String, Trial> trials = new LinkedHashMap<>();
        trials.put("create", (time, _) -> create(time));
        trials.put("list", (time, _) -> assertListed(1 + time % 7));
        trials.put("search", (_, other) -> {
            assertThat(conversations.search(user, "said", 50)).allMatch(each -> mine.contains(each.conversation().id()));
            assertThat(conversations.search(user, other.user.value(), 50)).isEmpty();
        });
        trials.put("find", (_, other) -> {
            assertThat(conversations.find(user, last)).isPresent();
            assertThat(conversations.find(user, other.last)).isEmpty();
        });
        trials.put("change", this::change);
        trials.put("adopt", (time, other) -> adopt(time, other));
        trials.put("owner", (_, other) -> {
            assertThat(conversations.owner(answer)).contains(user);
            assertThat(conversations.owner(other.answer)).contains(other.user);
        });
        trials.put("messages", (_, other) -> {
            assertThat(conversations.messages(user, last).orElseThrow())
                    .allMatch(each -> each.text().isEmpty() || each.text().equals(words()));
            assertThat(conversations.messages(user, other.last)).isEmpty();
        });
        trials.put("message", (_, other) -> {
            assertThat(conversations.message(user, answer)).isPresent();
            assertThat(conversations.message(user, other.answer)).isEmpty();
        });
        trials.put("ask", (_, other) -> {
            answer = begun();
            assertThat(conversations.ask(user, last, words(), "key " + (number - 1))).isInstanceOf(Asked.Known.class);
            assertThat(conversations.ask(user, other.last, words(), "key")).isInstanceOf(Asked.NoSuchConversation.class);
        });
        trials.put("complete", (_, other) -> {
            assertThat(conversations.complete(user, other.answer, words(), List.of(), WRITING)).isFalse();
            assertThat(conversations.complete(user, answer, words(), List.of(), WRITING)).isTrue();
        });
        trials.put("fail", (_, other) -> {
            assertThat(conversations.fail(user, other.answer, words(), List.of(), WRITING, "lost")).isFalse();
            assertThat(conversations.fail(user, begun(), words(), List.of(), WRITING, "lost")).isTrue();
        });
        trials.put("stop", (_, other) -> {
            assertThat(conversations.stop(user, other.answer, words(), List.of(), WRITING)).isFalse();
            assertThat(conversations.stop(user, begun(), words(), List.of(), WRITING)).isTrue();
        });
        trials.put("judge", (time, other) -> {
            Optional<String> said = time % 2 == 0 ? Optional.empty() : Optional.of(words());
            assertThat(conversations.judge(user, other.answer, Thumb.DOWN, said)).isFalse();
            assertThat(conversations.judge(user, answer, Thumb.UP, said)).isTrue();
        });
        trials.put("judgement", (time, other) -> {
            assertThat(conversations.judgement(user, answer).orElseThrow().words())
                    .isEqualTo(time % 2 == 0 ? Optional.empty() : Optional.of(words()));
            assertThat(conversations.judgement(user, other.answer)).isEmpty();
        });
        trials.put("withdrawJudgement", (time, other) -> {
            assertThat(conversations.withdrawJudgement(user, other.answer)).isFalse();
            assertThat(time % 3 != 0 || conversations.withdrawJudgement(user, answer)).isTrue();
        });
        trials.put("delete", (time, other) -> {
            assertThat(conversations.delete(user, other.last)).isFalse();
            if (time % 4 == 1) {
                assertThat(conversations.delete(user, mine.removeFirst())).isTrue();
            }
        });
        trials.put("take", (_, _) -> assertThat(budget.take(Asker.reader(user))).isInstanceOf(Taken.Granted.class));
        trials.put("allowance", (time, _) -> assertThat(budget.allowance(Asker.reader(user)).left()).isEqualTo(1_000 - time - 1));
        trials.put("held", (time, _) -> assertThat(new AskedQuestions(database).held(user)).get()
                .isEqualTo(new AskedQuestions.LastDay("1970-01-01", time + 1)));
        trials.put("giveBack", (_, _) -> {
            Taken.Granted granted = (Taken.Granted) budget.take(Asker.reader(user));
            budget.giveBack(Asker.reader(user), granted);
        });
        trials.put("settleOverdue", (_, _) -> assertThat(conversations.settleOverdue()).isZero());
        trials.put("settleLeftBy", (_, _) -> assertThat(conversations.settleLeftBy("elsewhere")).isZero());
        return trials;
    }

    void run(String method, int time, EachMethod other) {
        methods().get(method).of(time, other);
    }

    private String words() {
        return "said by " + user;
    }

    private void create(int time) {
        last = conversations.create(user, time % 2 == 0 ? Optional.empty() : Optional.of("physical-ai")).id();
        mine.add(last);
    }

    private UUID begun() {
        return ((Asked.Begun) conversations.ask(user, last, words(), "key " + number++)).answer().id();
    }

    private void change(int time, EachMethod other) {
        Optional<String> title = time % 3 == 0 ? Optional.empty() : Optional.of(words());
        Optional<Boolean> starred = time % 4 == 0 ? Optional.empty() : Optional.of(time % 4 == 1);
        assertThat(conversations.change(user, other.last, title, starred)).isEmpty();
        assertThat(conversations.change(user, last, title, starred).orElseThrow().title()).isIn(Titles.UNTITLED, words());
    }

    /** Somebody with an account is no guest: what is theirs cannot be had by taking them for one. */
    private void adopt(int time, EachMethod other) {
        conversations.adopt(other.user, user);
        if (time % 5 == 0) {
            UserId guest = db.newUser();
            db.asLogin("update \"user\" set \"isAnonymous\" = true where \"id\" = '" + guest + "'");
            mine.add(conversations.create(guest, Optional.empty()).id());
            conversations.adopt(guest, user);
        }
    }

    private void assertListed(int page) {
        List<UUID> listed = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page part = conversations.list(user, after, page);
            part.conversations().forEach(each -> listed.add(each.id()));
            after = part.next();
        } while (after.isPresent());
        assertThat(listed).containsExactlyInAnyOrderElementsOf(mine);
    }

    /** What names no user is kept in by the policies alone. */
    void assertAForgetfulStatementSeesMineAlone(int time) {
        Instant since = time % 2 == 0 ? null : Instant.EPOCH;
        assertThat(database.as(user).query("""
                                           select user_id from conversation where (?::timestamptz is null or created_at >= ?)
                                           union all select user_id from message union all select user_id from feedback
                                           union all select user_id from question_count
                                           """, row -> row.text("user_id"), since, since)).containsOnly(user.value());
    }

    void assertAllIsAsItMustBe() {
        assertListed(100);
        assertThat(db.countAsLogin("select count(*) from conversation where user_id = '" + user + "'")).isEqualTo(mine.size());
        assertThat(db.countAsLogin("select count(*) from conversation where user_id = '" + user + "' and title not in ('" + Titles.UNTITLED
                + "', '" + words() + "')")).isZero();
        assertThat(db.countAsLogin("select count(*) from message where user_id = '" + user + "' and text not in ('', '" + words() + "')"))
                .isZero();
    }
}
