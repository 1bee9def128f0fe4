package dev.hornbook.answer;

import dev.hornbook.conversation.Citation;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Status;
import dev.hornbook.database.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * An answer's events, from the first to the last so far. Any number of readers follow it, each from where it likes, and come
 * and go without disturbing the writer, which never waits for one.
 */
public final class LiveAnswer {
    private final Message begun;
    private volatile UserId user;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock, as is what follows. Event n lies at n − 1. */
    private final List<AnswerEvent> events = new ArrayList<>();
    private boolean ended;

    LiveAnswer(UserId user, Message begun) {
        this.user = user;
        this.begun = begun;
        add(ordinal -> new AnswerEvent.Start(ordinal, begun));
    }

    /** An answer that ended before, told as if it came now. One that another instance writes ends as it is: streaming. */
    static LiveAnswer ofSettled(UserId user, Message message) {
        var answer = new LiveAnswer(user, message);
        if (message.status() != Status.STREAMING) {
            message.citations().forEach(answer::cited);
            if (!message.text().isEmpty()) {
                answer.delta(message.text());
            }
        }
        answer.done(message);
        return answer;
    }

    /** The answer's message. */
    public UUID message() {
        return begun.id();
    }

    UserId user() {
        return user;
    }

    /** A guest has become somebody. */
    void handOver(UserId account) {
        user = account;
    }

    Message begun() {
        return begun;
    }

    /** Whether its last event is there. */
    public boolean isFinished() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells the reader every event after the given one, as they come, on this thread; returns after the last. What the reader
     * throws ends the following and is passed on; the answer goes on without it. An interrupt ends it too, and stays set.
     *
     * @param after the ordinal of the last event that the reader has had; 0 for none
     */
    public void follow(long after, Consumer<AnswerEvent> reader) {
        long next = Math.max(0, after);
        boolean more = true;
        while (more) {
            List<AnswerEvent> fresh;
            lock.lock();
            try {
                while (events.size() <= next && !ended) {
                    changed.await();
                }
                fresh = next < events.size() ? List.copyOf(events.subList((int) next, events.size())) : List.of();
                more = !ended;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                lock.unlock();
            }
            // Outside the lock: a slow reader holds up nobody.
            fresh.forEach(reader);
            next += fresh.size();
        }
    }

    void delta(String text) {
        add(ordinal -> new AnswerEvent.Delta(ordinal, text));
    }

    void cited(Citation citation) {
        add(ordinal -> new AnswerEvent.Cited(ordinal, citation));
    }

    void done(Message message) {
        end(ordinal -> new AnswerEvent.Done(ordinal, message));
    }

    void failed(String code, String sentence) {
        end(ordinal -> new AnswerEvent.Failed(ordinal, code, sentence));
    }

    private void add(LongFunction<AnswerEvent> event) {
        lock.lock();
        try {
            events.add(event.apply(events.size() + 1L));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(LongFunction<AnswerEvent> event) {
        lock.lock();
        try {
            add(event);
            ended = true;
        } finally {
            lock.unlock();
        }
    }
}
