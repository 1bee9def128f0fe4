package dev.hornbook.answer;

import dev.hornbook.database.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The answers under way and those that ended lately, by message. What is kept is bounded in time and number. */
final class Running {
    private final AnswerSettings settings;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UUID, Entry> underWay = new LinkedHashMap<>();
    /** In the order in which they ended. */
    private final Map<UUID, Finished> finished = new LinkedHashMap<>();
    /** Those under way of users who are gone. */
    private final Set<UUID> forgotten = new HashSet<>();

    private record Entry(LiveAnswer answer, Draft draft, Thread thread) {}

    private record Finished(LiveAnswer answer, Instant at) {}

    Running(AnswerSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void add(LiveAnswer answer, Draft draft, Thread thread) {
        lock.lock();
        try {
            forget();
            underWay.put(answer.message(), new Entry(answer, draft, thread));
        } finally {
            lock.unlock();
        }
    }

    void ended(LiveAnswer answer) {
        lock.lock();
        try {
            underWay.remove(answer.message());
            if (!forgotten.remove(answer.message())) {
                finished.put(answer.message(), new Finished(answer, clock.instant()));
            }
            forget();
        } finally {
            lock.unlock();
        }
    }

    Optional<LiveAnswer> find(UserId user, UUID message) {
        lock.lock();
        try {
            forget();
            Entry entry = underWay.get(message);
            Finished ended = finished.get(message);
            return Optional.ofNullable(entry != null ? entry.answer() : ended != null ? ended.answer() : null)
                    .filter(answer -> answer.user().equals(user));
        } finally {
            lock.unlock();
        }
    }

    boolean stop(UserId user, UUID message) {
        Entry entry;
        lock.lock();
        try {
            entry = underWay.get(message);
        } finally {
            lock.unlock();
        }
        if (entry == null || !entry.answer().user().equals(user) || entry.answer().isFinished()) {
            return false;
        }
        entry.draft().stop();
        return true;
    }

    void handOver(UserId guest, UserId account) {
        lock.lock();
        try {
            Stream.concat(underWay.values().stream().map(Entry::answer), finished.values().stream().map(Finished::answer))
                    .filter(answer -> answer.user().equals(guest)).forEach(answer -> answer.handOver(account));
        } finally {
            lock.unlock();
        }
    }

    /** Stops what is being written for a user, and lets go of what was. */
    void forget(UserId user) {
        List<Entry> theirs;
        lock.lock();
        try {
            finished.values().removeIf(ended -> ended.answer().user().equals(user));
            theirs = underWay.values().stream().filter(entry -> entry.answer().user().equals(user)).toList();
            theirs.forEach(entry -> forgotten.add(entry.answer().message()));
        } finally {
            lock.unlock();
        }
        theirs.forEach(entry -> entry.draft().stop());
    }

    private void forget() {
        Instant oldest = clock.instant().minus(settings.kept());
        var entries = finished.values().iterator();
        while (entries.hasNext()) {
            boolean tooOld = entries.next().at().isBefore(oldest);
            if (!tooOld && finished.size() <= settings.mostKept()) {
                return;
            }
            entries.remove();
        }
    }

    /** Waits for the answers under way, for the grace; then stops those left, and runs the last step before it waits for them. */
    void close(Duration grace, Runnable lastStep) {
        long deadline = System.nanoTime() + grace.toNanos();
        boolean interrupted = false;
        for (Entry entry : entries()) {
            try {
                entry.thread().join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        List<Entry> left = entries();
        left.forEach(entry -> entry.draft().stop());
        lastStep.run();
        for (Entry entry : left) {
            try {
                // A writer ends soon once stopped, and its last statement is bounded by the pool.
                entry.thread().join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Entry> entries() {
        lock.lock();
        try {
            return List.copyOf(underWay.values());
        } finally {
            lock.unlock();
        }
    }
}
