package dev.hornbook.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.HistorySettings;
import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.UserId;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("integration")
@Timeout(60)
class QuestionBudgetTest {
    private static final int MANY = 1_000;
    private static final int THREADS = 32;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T20:15:00Z"));
    private final UserId user = db.newUser();

    @BeforeEach
    void nobodyHasAskedYet() {
        db.asLogin("delete from question_count");
        db.asLogin("delete from question_total");
    }

    private QuestionBudget budget(int perReader, int perGuest, int together) {
        return budget(db.database(), perReader, perGuest, together);
    }

    private QuestionBudget budget(Database database, int perReader, int perGuest, int together) {
        return new QuestionBudget(database, new Limits(perReader, perGuest, together), now::get);
    }

    private static UserId newGuest() {
        UserId guest = db.newUser();
        db.asLogin("update \"user\" set \"isAnonymous\" = true where \"id\" = '" + guest + "'");
        return guest;
    }

    private static boolean granted(Taken taken) {
        return taken instanceof Taken.Granted;
    }

    private static Whose refusal(Taken taken) {
        return ((Taken.UsedUp) taken).whose();
    }

    /** Lets all go at the same moment; how many were granted. */
    private static long granted(List<Callable<Taken>> askers) throws Exception {
        var go = new CountDownLatch(1);
        var taken = new ArrayList<Future<Taken>>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<Taken> asker : askers) {
                taken.add(threads.submit(() -> {
                    go.await();
                    return asker.call();
                }));
            }
            go.countDown();
        }
        long granted = 0;
        for (Future<Taken> each : taken) {
            granted += granted(each.get()) ? 1 : 0;
        }
        return granted;
    }

    @Test
    void exactlyAsManyAreGrantedAsTheLimitSaysHoweverManyAskAtOnce() throws Exception {
        QuestionBudget budget = budget(10, 0, MANY);
        var askers = new ArrayList<Callable<Taken>>();
        for (int i = 0; i < THREADS; i++) {
            askers.add(() -> budget.take(Asker.reader(user)));
        }
        assertThat(granted(askers)).isEqualTo(10);
        assertThat(refusal(budget.take(Asker.reader(user)))).isEqualTo(Whose.YOURS);
        assertThat(granted(budget.take(Asker.reader(db.newUser())))).as("another reader").isTrue();
        assertThat(db.countAsLogin("select asked from question_total")).isEqualTo(11);
    }

    @Test
    void theCeilingHoldsForTwoInstancesTogether() throws Exception {
        try (NeonDataSource one = NeonDataSource.open(NeonSettings.of(db.url()).maximumSize(8));
                NeonDataSource other = NeonDataSource.open(NeonSettings.of(db.url() + "&application_name=other").maximumSize(8))) {
            List<QuestionBudget> instances = List.of(budget(Database.over(one), 5, 0, 20), budget(Database.over(other), 5, 0, 20));
            for (int i = 0; i < 16; i++) {
                assertThat(granted(instances.get(i % 2).take(Asker.reader(db.newUser())))).isTrue();
            }
            var askers = new ArrayList<Callable<Taken>>();
            for (int i = 0; i < 16; i++) {
                QuestionBudget instance = instances.get(i % 2);
                UserId reader = db.newUser();
                askers.add(() -> instance.take(Asker.reader(reader)));
            }
            try (Connection login = db.login(); Statement statement = login.createStatement()) {
                login.setAutoCommit(false);
                statement.execute("select from question_total for update");
                askers.add(() -> {
                    // All of them have seen that four are left.
                    while (db.countAsLogin("select count(*) from pg_stat_activity where datname = current_database() and "
                            + "wait_event_type = 'Lock'") < 16) {
                        Thread.onSpinWait();
                    }
                    login.commit();
                    return new Taken.UsedUp(Whose.EVERYBODYS, 0);
                });
                assertThat(granted(askers)).isEqualTo(4);
            }
            assertThat(refusal(instances.getFirst().take(Asker.reader(user)))).isEqualTo(Whose.EVERYBODYS);
        }
        assertThat(db.countAsLogin("select asked from question_total")).isEqualTo(20);
    }

    @Test
    void manyGuestsLeaveHalfToThoseWithAccounts() {
        QuestionBudget budget = budget(MANY, 2, 7);
        for (int i = 0; i < 4; i++) {
            assertThat(granted(budget.take(Asker.guest(newGuest())))).isTrue();
        }
        Taken refused = budget.take(Asker.guest(newGuest()));
        assertThat(refusal(refused)).isEqualTo(Whose.GUESTS);
        for (int i = 0; i < 3; i++) {
            assertThat(granted(budget.take(Asker.reader(user)))).isTrue();
        }
        assertThat(refusal(budget.take(Asker.reader(user)))).isEqualTo(Whose.EVERYBODYS);
        assertThat(refusal(budget.take(Asker.guest(newGuest())))).isEqualTo(Whose.EVERYBODYS);
    }

    @Test
    void aGuestHasALimitOfTheirOwnAndNoneAtNought() {
        UserId guest = newGuest();
        QuestionBudget budget = budget(MANY, 2, MANY);
        assertThat(granted(budget.take(Asker.guest(guest)))).isTrue();
        assertThat(granted(budget.take(Asker.guest(guest)))).isTrue();
        assertThat(budget.take(Asker.guest(guest))).isEqualTo(new Taken.UsedUp(Whose.GUESTS, 2));
        assertThat(budget(MANY, 0, MANY).take(Asker.guest(newGuest()))).isEqualTo(new Taken.UsedUp(Whose.GUESTS, 0));
        assertThat(refusal(budget(MANY, MANY, 0).take(Asker.reader(user)))).isEqualTo(Whose.EVERYBODYS);
    }

    @Test
    void whatIsRefusedIsNotCounted() {
        QuestionBudget full = budget(MANY, 0, 1);
        assertThat(granted(full.take(Asker.reader(db.newUser())))).isTrue();
        assertThat(granted(full.take(Asker.reader(user)))).isFalse();
        assertThat(budget(10, 0, MANY).allowance(Asker.reader(user)).left()).isEqualTo(10);
    }

    @Test
    void aDayEndsAtMidnightInUtc() {
        QuestionBudget budget = budget(1, 0, MANY);
        now.set(Instant.parse("2026-11-21T23:59:59.999Z"));
        assertThat(granted(budget.take(Asker.reader(user)))).isTrue();
        assertThat(budget.allowance(Asker.reader(user)))
                .isEqualTo(new Allowance(1, 0, Optional.of(Whose.YOURS), Instant.parse("2026-11-22T00:00:00Z")));
        now.set(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(budget.allowance(Asker.reader(user)))
                .isEqualTo(new Allowance(1, 1, Optional.empty(), Instant.parse("2026-11-23T00:00:00Z")));
        assertThat(granted(budget.take(Asker.reader(user)))).isTrue();
        assertThat(granted(budget.take(Asker.reader(user)))).isFalse();
        assertThat(db.countAsLogin("select count(*) from question_count where user_id = '" + user + "'")).as("rows a reader").isEqualTo(1);
    }

    @Test
    void anInstanceWhoseClockIsBehindGivesNoSecondDay() {
        QuestionBudget ahead = budget(2, 0, MANY);
        Instant behind = now.get();
        now.set(behind.plus(Duration.ofDays(1)));
        assertThat(granted(ahead.take(Asker.reader(user)))).isTrue();
        now.set(behind);
        assertThat(granted(ahead.take(Asker.reader(user)))).isTrue();
        assertThat(granted(ahead.take(Asker.reader(user)))).isFalse();
        now.set(behind.plus(Duration.ofDays(1)));
        assertThat(granted(ahead.take(Asker.reader(user)))).isFalse();
    }

    @Test
    void whatIsGivenBackCanBeAskedAgain() {
        QuestionBudget budget = budget(1, 1, 1);
        Taken.Granted first = (Taken.Granted) budget.take(Asker.reader(user));
        budget.giveBack(Asker.reader(user), first);
        UserId guest = newGuest();
        Taken.Granted second = (Taken.Granted) budget.take(Asker.guest(guest));
        assertThat(granted(budget.take(Asker.reader(user)))).isFalse();
        budget.giveBack(Asker.guest(guest), second);
        assertThat(granted(budget.take(Asker.reader(user)))).isTrue();
        assertThat(db.textsAsLogin("select asked || ' ' || by_guests from question_total")).containsExactly("1 0");
    }

    @Test
    void whatIsLeftIsTheLeastOfAllLimits() {
        QuestionBudget budget = budget(10, 8, 9);
        budget.take(Asker.reader(db.newUser()));
        budget.take(Asker.reader(db.newUser()));
        assertThat(budget.allowance(Asker.reader(user))).extracting(Allowance::limit, Allowance::left).containsExactly(10, 7);
        assertThat(budget.allowance(Asker.guest(newGuest()))).extracting(Allowance::limit, Allowance::left).containsExactly(8, 5);
    }

    @Test
    void whatAGuestHasAskedCountsOnInTheirAccount() {
        var conversations = new Conversations(db.database(), InstantSource.system(), HistorySettings.of("here"));
        QuestionBudget budget = budget(10, 5, MANY);
        UserId guest = newGuest();
        budget.take(Asker.guest(guest));
        budget.take(Asker.guest(guest));
        conversations.adopt(guest, user);
        assertThat(budget.allowance(Asker.reader(user)).left()).as("an account that had asked nothing").isEqualTo(8);

        UserId another = newGuest();
        budget.take(Asker.guest(another));
        conversations.adopt(another, user);
        assertThat(budget.allowance(Asker.reader(user)).left()).as("an account that had asked").isEqualTo(7);

        UserId late = newGuest();
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
        budget.take(Asker.guest(late));
        conversations.adopt(late, user);
        assertThat(budget.allowance(Asker.reader(user)).left()).as("an account that had asked yesterday").isEqualTo(9);
        assertThat(db.countAsLogin("select count(*) from question_count")).isEqualTo(1);
    }

    @Test
    void signingUpWhileAskingLosesNoCount() throws Exception {
        var conversations = new Conversations(db.database(), InstantSource.system(), HistorySettings.of("here"));
        QuestionBudget budget = budget(MANY, MANY, MANY * MANY);
        for (int round = 0; round < 10; round++) {
            UserId guest = newGuest();
            UserId account = db.newUser();
            var counted = new ArrayList<Callable<Taken>>();
            for (int i = 0; i < 8; i++) {
                Asker asker = i % 2 == 0 ? Asker.guest(guest) : Asker.reader(account);
                counted.add(() -> {
                    try {
                        return budget.take(asker);
                    } catch (DatabaseException guestIsGone) {
                        return new Taken.UsedUp(Whose.GUESTS, MANY);
                    }
                });
            }
            counted.add(() -> {
                conversations.adopt(guest, account);
                return new Taken.UsedUp(Whose.GUESTS, MANY);
            });
            long granted = granted(counted);
            assertThat(budget.allowance(Asker.reader(account)).left()).isEqualTo(MANY - granted);
        }
    }

    @Test
    void theCountGoesWithItsReader() {
        budget(10, 0, MANY).take(Asker.reader(user));
        db.database().identity().update("delete from \"user\" where \"id\" = ?", user.value());
        assertThat(db.countAsLogin("select count(*) from question_count")).isZero();
        assertThat(db.countAsLogin("select asked from question_total")).isEqualTo(1);
    }
}
