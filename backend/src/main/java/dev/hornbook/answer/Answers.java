package dev.hornbook.answer;

import dev.hornbook.budget.Asker;
import dev.hornbook.conversation.Asked;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Role;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.UserId;
import dev.hornbook.log.RequestId;
import dev.hornbook.retrieval.Question;
import dev.hornbook.retrieval.Retriever;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers that this instance writes. Each is written on a virtual thread of its own: question and answer's row in one
 * short transaction, then retrieval and writing with no connection in hand, then one short transaction with the whole answer.
 * A reader who leaves does not stop it; {@link #stop} does. An answer that ended can be followed for some minutes more.
 */
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final Conversations conversations;
    private final Retriever retriever;
    private final WhoWrites writers;
    private final Runnable newestBooks;
    private final Running running;
    private final Keeping keeping;
    private final InstantSource clock;
    private final Turns asking = new Turns();
    private final Semaphore places;
    private final PlacesEach placesEach;
    private final Semaphore looking = new Semaphore(1);
    private volatile boolean closing;

    /** @param newestBooks takes in what other processes have read in since; it may fail with a {@link DatabaseException} */
    public Answers(Conversations conversations, Retriever retriever, WhoWrites writers, Runnable newestBooks, AnswerSettings settings,
            InstantSource clock) {
        this.conversations = conversations;
        this.retriever = retriever;
        this.writers = writers;
        this.newestBooks = newestBooks;
        this.running = new Running(settings, clock);
        this.keeping = new Keeping(conversations, settings.saving());
        this.clock = clock;
        this.places = new Semaphore(settings.atOnce());
        this.placesEach = new PlacesEach(settings.forOne());
    }

    /**
     * Asks, and begins to answer. The same key again is the same question: its answer is followed, or told again.
     *
     * @throws NoSuchConversationException when the user has no such conversation
     * @throws AnswersBusyException when this instance has all hands full, with this reader's questions or with all, or is closing
     * @throws dev.hornbook.conversation.InvalidInputException when the text or the key cannot be taken
     * @throws DatabaseException when the question could not be stored; asking again under the same key is safe
     */
    public LiveAnswer ask(Asker asker, UUID conversation, String text, String key) {
        if (closing) {
            throw new AnswersBusyException("Hornbook is closing. Ask again in a moment.", Duration.ofSeconds(5));
        }
        if (!places.tryAcquire()) {
            throw new AnswersBusyException("Too many questions are being answered at once. Ask again in a few seconds.",
                    Duration.ofSeconds(3));
        }
        // Else the second of two at once would find the question stored, and its answer not begun yet.
        return asking.take(conversation + " " + key, () -> asked(asker, conversation, text, key));
    }

    /** Gives its place back where no answer begins. */
    private LiveAnswer asked(Asker asker, UUID conversation, String text, String key) {
        UserId user = asker.user();
        boolean handedOver = false;
        boolean taken = placesEach.tryTake(user);
        try {
            if (!taken) {
                throw new AnswersBusyException(
                        "As many of your questions as may be are being answered at once. Ask again when one is done.",
                        Duration.ofSeconds(3));
            }
            Asked asked = conversations.ask(user, conversation, text, key);
            return switch (asked) {
                case Asked.Begun begun -> {
                    LiveAnswer answer = begin(asker, begun);
                    handedOver = true;
                    yield answer;
                }
                case Asked.Known known -> running.find(user, known.answer().id())
                        .orElseGet(() -> LiveAnswer.ofSettled(user, known.answer()));
                case Asked.NoSuchConversation() -> throw new NoSuchConversationException();
            };
        } finally {
            if (!handedOver) {
                places.release();
                if (taken) {
                    placesEach.giveBack(user);
                }
            }
        }
    }

    /** The answer, if this instance is writing it or ended it lately, and it is the user's own. */
    public Optional<LiveAnswer> live(UserId user, UUID message) {
        return running.find(user, message);
    }

    /** Asks an answer of the user's to end with what it has said; false where this instance is not writing it. */
    public boolean stop(UserId user, UUID message) {
        return running.stop(user, message);
    }

    /** What is being written for a guest, or was lately, is the account's to follow and to stop from now on. */
    public void handOver(UserId guest, UserId account) {
        running.handOver(guest, account);
    }

    /** Stops what is being written for a user who is gone, and keeps nothing of theirs in memory. */
    public void forget(UserId user) {
        running.forget(user);
    }

    /**
     * Takes no more questions, lets the answers under way go on for the grace, then stops those that are left, and returns once
     * all are stored or given up.
     */
    public void close(Duration grace) {
        closing = true;
        running.close(grace, keeping::hurry);
    }

    private LiveAnswer begin(Asker asker, Asked.Begun begun) {
        var answer = new LiveAnswer(asker.user(), begun.answer());
        var firstWordAt = new AtomicReference<Instant>();
        var draft = new Draft(text -> {
            firstWordAt.compareAndSet(null, clock.instant());
            answer.delta(text);
        }, answer::cited);
        Thread thread = Thread.ofVirtual().name("answer-" + begun.answer().id())
                .unstarted(RequestId.carriedTo(() -> run(answer, draft, asker, begun, firstWordAt::get)));
        running.add(answer, draft, thread);
        thread.start();
        return answer;
    }

    private void run(LiveAnswer answer, Draft draft, Asker asker, Asked.Begun begun, Supplier<Instant> firstWordAt) {
        try {
            Ending ending = written(draft, asker, begun);
            Optional<Duration> firstWord = Optional.ofNullable(firstWordAt.get())
                    .map(at -> Duration.between(begun.question().createdAt(), at));
            keeping.end(answer, draft, draft.writing(clock.instant(), firstWord), ending);
        } catch (RuntimeException e) {
            // Nobody else would end it for its readers.
            LOG.error("An answer ended in a fault of ours", e);
            answer.failed("internal", "Something went wrong on our side. Ask again; if it happens again, tell the operator.");
        } finally {
            places.release();
            placesEach.giveBack(asker.user());
            running.ended(answer);
        }
    }

    private Ending written(Draft draft, Asker asker, Asked.Begun begun) {
        try {
            lookForNewBooks();
            Optional<String> before = begun.earlier().stream().filter(message -> message.role() == Role.READER)
                    .reduce((earlier, later) -> later).map(Message::text);
            writers.write(asker, retriever.find(new Question(begun.question().text(), before, begun.textbook())), draft);
            return draft.isStopped() ? new Ending.Stopped() : new Ending.Complete();
        } catch (AnswerFailedException e) {
            LOG.warn("An answer broke off: {}", e.code());
            return draft.isStopped() ? new Ending.Stopped() : new Ending.Failed(e.code(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("An answer could not be written", e);
            return new Ending.Failed("internal", "The answer could not be written, by a fault on our side. Ask again in another way.");
        }
    }

    /** So that a book is asked as soon as it is in. The question was stored a moment ago, so this wakes no sleeping database. */
    private void lookForNewBooks() {
        // One at a time is enough, however many questions come at once; the others need not wait for it.
        if (!looking.tryAcquire()) {
            return;
        }
        try {
            newestBooks.run();
        } catch (DatabaseException e) {
            LOG.debug("New books are looked for at the next question: {}", e.getMessage());
        } finally {
            looking.release();
        }
    }
}
