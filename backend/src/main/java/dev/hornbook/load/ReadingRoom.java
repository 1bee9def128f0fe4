package dev.hornbook.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/** Many readers at once against a running instance. It runs once. */
public final class ReadingRoom {
    /** For what is under way at the end; longer than any single request may wait. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(35);
    private static final Duration LAST_ANSWERS_BROKEN_OFF = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final URI instance;
    private final Plan plan;
    private final List<Visitor> visitors;
    private final Optional<String> password;
    private final CountDownLatch brokenOff = new CountDownLatch(1);
    private final Pace pace = Pace.real(brokenOff);

    /**
     * @param visitors as many as the plan has readers
     * @param password with which all of them sign in; without one nobody does
     */
    public ReadingRoom(URI instance, Plan plan, List<Visitor> visitors, Optional<String> password) {
        this.instance = instance;
        this.plan = plan;
        this.visitors = List.copyOf(visitors);
        this.password = password;
    }

    /** Is told how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** So many seconds of all have gone by. */
        void at(int seconds, int all);
    }

    /** Nothing more begins, and {@link #run} ends within seconds with what was counted. */
    public void breakOff() {
        brokenOff.countDown();
    }

    /**
     * Lets the readers come and go; returns after the time planned and half a minute at most.
     *
     * @throws LoadException when the instance does not answer, has no book, or does not know the readers
     */
    public Report run(Progress progress) {
        Shelf shelf = shelf();
        long begin = pace.now();
        long countFrom = begin + plan.warmUp().toNanos();
        long end = countFrom + plan.counted().toNanos();
        var ledger = new Ledger(pace, countFrom);
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                var seeds = new SplittableRandom();
                for (Visitor visitor : visitors) {
                    RandomGenerator random = seeds.split();
                    long first = begin + random.nextLong(Math.max(1, plan.warmUp().toNanos()));
                    var course = new Course(pace, requests, random, plan.thinking().toNanos());
                    people.execute(() -> course.run(first, end, reader(ledger, new Habits(shelf, random), visitor)));
                }
                if (password.isPresent() && plan.signInsPerSecond() > 0) {
                    RandomGenerator random = seeds.split();
                    var course = new Course(pace, requests, random, TimeUnit.SECONDS.toNanos(1) / plan.signInsPerSecond());
                    people.execute(() -> course.run(begin, end, meant -> signIn(ledger, random, meant)));
                }
                watch(begin, end, progress);
            }
            Duration counted = Duration.ofNanos(Math.clamp(pace.now() - countFrom, 1, plan.counted().toNanos()));
            awaitLast(requests);
            Report report = ledger.report(plan, counted);
            requests.shutdownNow();
            return report;
        }
    }

    private Shelf shelf() {
        Answer books = new Wire(instance, Optional.empty()).send(Request.get(Row.READ, "/api/v1/textbooks"));
        books.failure().ifPresent(reason -> {
            throw new LoadException("No answer from " + instance + ": " + reason + ". Is it running? './hornbook serve' runs one.");
        });
        Shelf shelf = Shelf.of(books.body());
        if (shelf.isEmpty()) {
            throw new LoadException("There is no book at " + instance + " to read; './hornbook ingest' reads one in.");
        }
        Answer known = new Wire(instance, Optional.of(visitors.getFirst().token())).send(Request.get(Row.LIST, "/api/v1/conversations"));
        known.failure().ifPresent(reason -> {
            throw new LoadException(instance + " does not know the readers: " + reason + ". The load needs the instance's own DATABASE_URL,"
                    + " HORNBOOK_SECRET, HORNBOOK_URL and HORNBOOK_HOME, to make the tokens that it takes.");
        });
        return shelf;
    }

    private LongConsumer reader(Ledger ledger, Habits habits, Visitor visitor) {
        var desk = new Wire(instance, Optional.of(visitor.token()));
        return meant -> {
            Request request = habits.next();
            Answer answer = ledger.perform(desk, request, meant);
            if (answer.failure().isEmpty()) {
                habits.saw(request.row(), answer.body());
            }
        };
    }

    /** Each comes with a browser of its own. */
    private void signIn(Ledger ledger, RandomGenerator random, long meant) {
        String credentials = JsonNodeFactory.instance.objectNode()
                .put("email", visitors.get(random.nextInt(visitors.size())).email()).put("password", password.orElseThrow()).toString();
        ledger.perform(new Wire(instance, Optional.empty()), Request.post(Row.SIGN_IN, "/api/auth/sign-in/email", credentials), meant);
    }

    private void watch(long begin, long end, Progress progress) {
        int all = (int) TimeUnit.NANOSECONDS.toSeconds(end - begin);
        for (long moment = begin; moment < end && pace.await(moment); moment += GLANCE.toNanos()) {
            progress.at((int) TimeUnit.NANOSECONDS.toSeconds(moment - begin), all);
        }
        pace.await(end);
    }

    private void awaitLast(ExecutorService requests) {
        requests.shutdown();
        Duration patience = brokenOff.getCount() == 0 ? LAST_ANSWERS_BROKEN_OFF : LAST_ANSWERS;
        try {
            requests.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
