package dev.hornbook.pool.check;

import dev.hornbook.pool.PoolFailure;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Takes steps one after another, each within a limit of its own, whatever it hangs in: it runs on a thread that is left behind when the limit
 * has passed (name resolution cannot be interrupted), and that keeps no process from ending.
 */
public final class Steps {
    private final Consumer<Step> told;
    private final List<Step> taken = new ArrayList<>();
    private Verdict worst = Verdict.FINE;

    /** @param told of each step as it ends */
    public Steps(Consumer<Step> told) {
        this.told = told;
    }

    /**
     * Takes a step.
     *
     * @return what it found
     */
    public Finding take(String name, Duration limit, Look look) {
        long begun = System.nanoTime();
        Finding finding = within(limit, look);
        Step step = new Step(name, finding, Duration.ofNanos(System.nanoTime() - begun));
        taken.add(step);
        worst = worst.or(finding.verdict());
        told.accept(step);
        return finding;
    }

    /** Takes a step that the rest cannot do without, and says whether they can go on. */
    boolean bears(String name, Duration limit, Look look) {
        return take(name, limit, look).verdict() != Verdict.UNUSABLE;
    }

    /** The steps taken so far. */
    public List<Step> taken() {
        return List.copyOf(taken);
    }

    /** The worst verdict so far. */
    public Verdict worst() {
        return worst;
    }

    private static Finding within(Duration limit, Look look) {
        FutureTask<Finding> task = new FutureTask<>(look::look);
        // No virtual thread: one that hangs in name resolution would keep its carrier.
        Thread.ofPlatform().daemon().name("hornbook-check").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return Finding.unusable("no answer within " + Words.time(limit),
                    "Something on the way swallows what is sent: look at firewalls, and at the server itself.");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return Finding.unusable("the check was interrupted", "Run it again.");
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
    }

    private static Finding failed(Throwable failure) {
        if (failure instanceof PoolFailure pool) {
            return Finding.unusable(pool.reason().text());
        }
        if (failure instanceof SQLException sql) {
            // What the server says may quote what it was asked, and is its own language: the code is enough to look it up by.
            return Finding.unusable("a statement failed (SQLSTATE " + sql.getSQLState() + ")",
                    "Run the check again. If it stays: PostgreSQL's appendix A tells what the code means.");
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure);
    }
}
