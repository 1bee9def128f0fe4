package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.database.UserId;
import dev.hornbook.testing.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class HistoryTest {
    private static final Comparator<Conversation> NEWEST_FIRST = Comparator.comparing(Conversation::updatedAt)
            .thenComparing(Conversation::id).reversed();

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    private final Conversations conversations = new Conversations(db.database(), InstantSource.system(), HistorySettings.of("here"));

    private final UserId user = db.newUser();

    @Test
    void aNewConversationIsFoundAgainAsItWas() {
        Conversation made = conversations.create(user, Optional.of("physical-ai"));
        assertThat(made.title()).isNotEmpty();
        assertThat(made.starred()).isFalse();
        assertThat(made.textbook()).contains("physical-ai");
        assertThat(made.updatedAt()).isEqualTo(made.createdAt());
        assertThat(made.id().version()).isEqualTo(7);
        assertThat(conversations.find(user, made.id())).contains(made);
        assertThat(conversations.create(user, Optional.empty()).textbook()).isEmpty();
    }

    @Test
    void pagesShowEveryConversationOnceNewestFirst() {
        List<Conversation> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(conversations.create(user, Optional.empty()));
        }
        List<Conversation> listed = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page page = conversations.list(user, after, 3);
            assertThat(page.conversations()).hasSizeBetween(1, 3);
            listed.addAll(page.conversations());
            after = page.next();
        } while (after.isPresent());
        assertThat(listed).isEqualTo(made.reversed());
        assertThat(conversations.list(user, Optional.empty(), 7).next()).isEmpty();
        assertThat(conversations.list(db.newUser(), Optional.empty(), 7).conversations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE})
    void aPageOfAnotherSizeIsRefused(int limit) {
        assertThatThrownBy(() -> conversations.list(user, Optional.empty(), limit)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void askingBringsAConversationToTheTop() {
        Conversation first = conversations.create(user, Optional.empty());
        Conversation second = conversations.create(user, Optional.empty());
        conversations.ask(user, first.id(), "Which one is on top?", "k");
        assertThat(conversations.list(user, Optional.empty(), 9).conversations()).extracting(Conversation::id).containsExactly(first.id(),
                second.id());
    }

    @Test
    void titleAndStarChangeTogetherOrAlone() {
        Conversation made = conversations.create(user, Optional.empty());
        assertThat(conversations.change(user, made.id(), Optional.of("  Servos "), Optional.empty())).get()
                .extracting(Conversation::title, Conversation::starred)
                .containsExactly("Servos", false);
        assertThat(conversations.change(user, made.id(), Optional.empty(), Optional.of(true))).get()
                .extracting(Conversation::title, Conversation::starred)
                .containsExactly("Servos", true);
        assertThat(conversations.change(user, made.id(), Optional.of("Motors"), Optional.of(false))).get()
                .extracting(Conversation::title, Conversation::starred)
                .containsExactly("Motors", false);
        assertThat(conversations.change(user, made.id(), Optional.empty(), Optional.empty())).get().extracting(Conversation::title)
                .isEqualTo("Motors");
        assertThatThrownBy(() -> conversations.change(user, made.id(), Optional.of(" "), Optional.empty()))
                .isInstanceOf(InvalidInputException.class);
        assertThat(conversations.find(user, made.id())).get().extracting(Conversation::updatedAt).isEqualTo(made.updatedAt());
    }

    @Test
    void theFiftyFirstTakesTheOldestWithIt() {
        List<Conversation> made = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            made.add(conversations.create(user, Optional.empty()));
        }
        conversations.ask(user, made.getFirst().id(), "Is the oldest still the oldest when somebody asks in it?", "k");
        conversations.change(user, made.get(1).id(), Optional.empty(), Optional.of(true));
        made.add(conversations.create(user, Optional.empty()));
        assertThat(idsOf(user)).as("a star makes room").hasSize(51);
        made.add(conversations.create(user, Optional.empty()));
        assertThat(idsOf(user)).hasSize(51).doesNotContain(made.get(2).id()).contains(made.getFirst().id(), made.get(1).id(),
                made.getLast().id());
    }

    @Test
    void aStarTakenOffCountsAgainAndTheOldestOtherGoes() {
        Conversations few = new Conversations(db.database(), InstantSource.system(), HistorySettings.of("here").recent(2));
        Conversation starred = few.create(user, Optional.empty());
        few.change(user, starred.id(), Optional.empty(), Optional.of(true));
        Conversation older = few.create(user, Optional.empty());
        Conversation newer = few.create(user, Optional.empty());
        few.change(user, starred.id(), Optional.empty(), Optional.of(false));
        assertThat(idsOf(user)).containsExactlyInAnyOrder(starred.id(), newer.id()).doesNotContain(older.id());
        few.change(user, starred.id(), Optional.empty(), Optional.of(false));
        assertThat(idsOf(user)).as("a star that was off already").hasSize(2);
    }

    @Test
    void soManyMayBeStarredAndNoneMoreHoweverManyAreAtOnce() throws Exception {
        for (int i = 0; i < Conversations.MOST_STARRED - 1; i++) {
            conversations.change(user, conversations.create(user, Optional.empty()).id(), Optional.empty(), Optional.of(true));
        }
        List<UUID> more = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            more.add(conversations.create(user, Optional.empty()).id());
        }
        Queue<UUID> left = new ConcurrentLinkedQueue<>(more);
        List<Conversation> starred = inParallel(more.size(), () -> {
            UUID each = left.remove();
            try {
                return List.of(conversations.change(user, each, Optional.of("Mine"), Optional.of(true)).orElseThrow());
            } catch (FullException e) {
                assertThat(e).hasMessageContaining("Take the star off another first");
                return List.of();
            }
        });

        assertThat(starred).hasSize(1);
        UUID kept = starred.getFirst().id();
        assertThat(conversations.change(user, kept, Optional.empty(), Optional.of(true))).as("it is already").isPresent();
        more.remove(kept);
        assertThat(more).allSatisfy(each -> assertThat(conversations.find(user, each).orElseThrow())
                .extracting(Conversation::starred, Conversation::title).containsExactly(false, Titles.UNTITLED));
        conversations.change(user, kept, Optional.empty(), Optional.of(false));
        assertThat(conversations.change(user, more.getFirst(), Optional.empty(), Optional.of(true))).get().extracting(Conversation::starred)
                .isEqualTo(true);
    }

    @Test
    void thirtyTwoThreadsEndWithExactlyTheFiftyNewestStarredOnesApart() throws Exception {
        List<UUID> starred = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starred.add(conversations.create(user, Optional.empty()).id());
            conversations.change(user, starred.get(i), Optional.empty(), Optional.of(true));
        }
        conversations.create(user, Optional.empty());
        List<Conversation> made = inParallel(32, () -> {
            List<Conversation> own = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                own.add(conversations.create(user, Optional.empty()));
            }
            return own;
        });
        List<UUID> newest = made.stream().sorted(NEWEST_FIRST).limit(50).map(Conversation::id).toList();
        assertThat(made).hasSize(128);
        assertThat(idsOf(user)).containsExactlyElementsOf(Stream.concat(newest.stream(), starred.reversed().stream()).toList());
    }

    @Test
    void creatingAndUnstarringAtOnceNeverLeavesMoreThanAreKept() throws Exception {
        Conversations few = new Conversations(db.database(), InstantSource.system(), HistorySettings.of("here").recent(5));
        inParallel(16, () -> {
            for (int i = 0; i < 4; i++) {
                Conversation made = few.create(user, Optional.empty());
                few.change(user, made.id(), Optional.empty(), Optional.of(true));
                few.change(user, made.id(), Optional.empty(), Optional.of(false));
            }
            return List.of();
        });
        assertThat(idsOf(user)).hasSize(5);
    }

    @Test
    void anotherUsersConversationIsSimplyAbsent() {
        Conversation made = conversations.create(user, Optional.empty());
        UserId other = db.newUser();
        assertThat(conversations.find(other, made.id())).isEmpty();
        assertThat(conversations.change(other, made.id(), Optional.of("mine now"), Optional.empty())).isEmpty();
        assertThat(conversations.change(other, made.id(), Optional.empty(), Optional.of(false))).isEmpty();
        assertThat(conversations.delete(other, made.id())).isFalse();
        assertThat(conversations.messages(other, made.id())).isEmpty();
        assertThat(conversations.ask(other, made.id(), "Whose is this?", "k")).isInstanceOf(Asked.NoSuchConversation.class);
        assertThat(conversations.find(user, made.id())).contains(made);
        assertThat(conversations.delete(user, made.id())).isTrue();
        assertThat(conversations.delete(user, made.id())).isFalse();
        assertThat(conversations.find(user, made.id())).isEmpty();
    }

    @Test
    void anAccountThatIsGoneIsTold() {
        assertThatThrownBy(() -> conversations.create(new UserId("nobody"), Optional.empty())).isInstanceOf(NoSuchUserException.class)
                .hasMessageContaining("Sign in");
    }

    @Test
    void deletingTheAccountDeletesItsHistory() {
        Conversation made = conversations.create(user, Optional.empty());
        conversations.ask(user, made.id(), "Does anything stay behind?", "k");
        db.database().identity().update("delete from \"user\" where \"id\" = ?", user.value());
        assertThat(conversations.find(user, made.id())).isEmpty();
        assertThat(db.countAsLogin("select count(*) from message where user_id = '" + user + "'")).isZero();
    }

    /** Both hold on to the user's row and to conversations; in another order than each other they would end in a deadlock. */
    @Test
    void anAccountMayBeDeletedWhileItsHistoryMovesOn() throws Exception {
        Conversations few = new Conversations(db.database(), InstantSource.system(), HistorySettings.of("here").recent(2));
        for (int round = 0; round < 20; round++) {
            UserId leaving = db.newUser();
            few.create(leaving, Optional.empty());
            few.create(leaving, Optional.empty());
            inParallel(4, () -> {
                try {
                    for (int i = 0; i < 5; i++) {
                        few.create(leaving, Optional.empty());
                    }
                    db.database().identity().update("delete from \"user\" where \"id\" = ?", leaving.value());
                } catch (NoSuchUserException e) {
                    // Another of the four was faster.
                }
                return List.of();
            });
            assertThat(idsOf(leaving)).isEmpty();
        }
    }

    private List<UUID> idsOf(UserId user) {
        return conversations.list(user, Optional.empty(), 100).conversations().stream().map(Conversation::id).toList();
    }

    private static List<Conversation> inParallel(int threads, Callable<List<Conversation>> work) throws Exception {
        List<Conversation> all = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Conversation>>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(executor.submit(work));
            }
            for (Future<List<Conversation>> result : results) {
                all.addAll(result.get());
            }
        }
        return all;
    }
}
