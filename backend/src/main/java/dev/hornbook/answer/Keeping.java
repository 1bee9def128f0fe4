package dev.hornbook.answer;

import dev.hornbook.conversation.Citation;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Status;
import dev.hornbook.conversation.Writing;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stores how answers ended, and tells their readers. While the database is away it tries again for a bounded time; what the
 * readers have seen by then stays on their screens, and they are told that it could not be kept. An answer to a guest who has
 * become somebody meanwhile is theirs.
 */
final class Keeping {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final Conversations conversations;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hurried = lock.newCondition();
    private boolean hurry;

    Keeping(Conversations conversations, Duration limit) {
        this.conversations = conversations;
        this.limit = limit;
    }

    void end(LiveAnswer answer, Draft draft, Writing writing, Ending ending) {
        switch (stored(answer, draft, writing, ending)) {
            case KEPT -> tell(answer, draft, writing, ending);
            case GONE -> answer.failed("answer-gone", "The conversation was deleted or the answer ended elsewhere before it was whole.");
            case UNREACHABLE -> answer.failed("answer-not-kept",
                    "The database could not be reached to keep this answer, so it will not be here after a reload. Copy what you need, and ask again later.");
        }
    }

    private static void tell(LiveAnswer answer, Draft draft, Writing writing, Ending ending) {
        switch (ending) {
            case Ending.Complete() -> answer.done(message(answer, draft, writing, Status.COMPLETE));
            case Ending.Stopped() -> answer.done(message(answer, draft, writing, Status.STOPPED));
            case Ending.Failed(String code, String sentence) -> answer.failed(code, sentence);
        }
    }

    private static Message message(LiveAnswer answer, Draft draft, Writing writing, Status status) {
        Message begun = answer.begun();
        return new Message(begun.id(), begun.conversation(), begun.role(), status, draft.text(), draft.citations(), begun.createdAt(),
                Optional.of(writing), Optional.empty());
    }

    private enum Stored {
        KEPT,
        GONE,
        UNREACHABLE
    }

    private Stored stored(LiveAnswer answer, Draft draft, Writing writing, Ending ending) {
        long deadline = System.nanoTime() + limit.toNanos();
        Duration pause = FIRST_PAUSE;
        UserId user = answer.user();
        while (true) {
            try {
                if (store(user, answer.message(), draft.text(), draft.citations(), writing, ending)) {
                    return Stored.KEPT;
                }
                UserId before = user;
                Optional<UserId> heir = conversations.owner(answer.message()).filter(owner -> !owner.equals(before));
                if (heir.isEmpty()) {
                    return Stored.GONE;
                }
                user = heir.get();
            } catch (DatabaseException e) {
                if (e.unavailable().isEmpty()) {
                    throw e;
                }
                // Storing the same end twice is harmless, so an unknown outcome is tried again too.
                Duration jittered = pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis()));
                if (System.nanoTime() + jittered.toNanos() > deadline || !wait(jittered)) {
                    return Stored.UNREACHABLE;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private boolean store(UserId user, UUID message, String text, List<Citation> citations, Writing writing, Ending ending) {
        return switch (ending) {
            case Ending.Complete() -> conversations.complete(user, message, text, citations, writing);
            case Ending.Stopped() -> conversations.stop(user, message, text, citations, writing);
            case Ending.Failed(String code, String sentence) -> conversations.fail(user, message, text, citations, writing, code);
        };
    }

    /** False when there is no more time to wait. */
    private boolean wait(Duration pause) {
        long left = pause.toNanos();
        lock.lock();
        try {
            while (left > 0 && !hurry) {
                left = hurried.awaitNanos(left);
            }
            return !hurry;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** The process ends: what cannot be stored now is given up. */
    void hurry() {
        lock.lock();
        try {
            hurry = true;
            hurried.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
