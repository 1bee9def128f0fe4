package dev.hornbook.pool.check;

import dev.hornbook.pool.NeonDataSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long the server takes to answer the shortest of questions, and what time it is there. */
final class RoundTrips {
    static final int PROBES = 20;
    /** Four statements in a row then take a reader's 200 ms. */
    private static final Duration FAR = Duration.ofMillis(50);
    /**
     * Sessions, tokens and deadlines are written by one clock and judged by another. Machines whose time is kept (NTP) are milliseconds apart,
     * so two seconds say that one of them is not kept, long before a token of some minutes is refused.
     */
    private static final Duration APART = Duration.ofSeconds(2);

    private final NeonDataSource pool;
    private final InstantSource clock;
    private final List<Duration> took = new ArrayList<>();
    private Duration ahead = Duration.ZERO;
    private Duration doubt = Duration.ZERO;

    RoundTrips(NeonDataSource pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Asks for the time, again and again on one connection. */
    Finding probe() throws SQLException {
        try (Connection c = pool.getConnection();
                PreparedStatement s = c.prepareStatement("select extract(epoch from clock_timestamp()) * 1000000")) {
            ask(s);
            took.clear();
            for (int i = 0; i < PROBES; i++) {
                ask(s);
            }
        }
        Duration half = percentile(took, 50);
        Duration most = percentile(took, 95);
        String words = "p50 " + Words.time(half) + ", p95 " + Words.time(most) + " over " + PROBES + " probes";
        Finding found = half.compareTo(FAR) > 0
                ? Finding.attention(words, "The compute is far away, and every statement costs that much: run in the compute's region.")
                : Finding.fine(words);
        return found.figure("p50Millis", Words.milliseconds(half)).figure("p95Millis", Words.milliseconds(most));
    }

    /** The probe that came back soonest says the time best: half of its way is taken off, and that is how wrong it may be. */
    private void ask(PreparedStatement statement) throws SQLException {
        long begun = System.nanoTime();
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            Instant here = clock.instant();
            Duration way = Duration.ofNanos(System.nanoTime() - begun);
            long micros = row.getBigDecimal(1).longValue();
            if (took.isEmpty() || way.compareTo(Collections.min(took)) < 0) {
                Instant there = Instant.ofEpochSecond(0, micros * 1_000);
                doubt = way.dividedBy(2);
                ahead = Duration.between(here.minus(doubt), there);
            }
            took.add(way);
        }
    }

    /** How far the server's clock is from ours. */
    Finding clocks() {
        Duration apart = ahead.abs();
        String side = ahead.isNegative() ? "behind" : "ahead of";
        Finding found = apart.compareTo(APART) > 0
                ? Finding.attention("the server's clock is " + Words.time(apart) + " " + side + " this machine's",
                        "Set this machine's clock by NTP (timedatectl): sessions, tokens and deadlines are judged by it.")
                : Finding.fine("the server's clock and this machine's agree, within " + Words.time(apart.plus(doubt)));
        return found.figure("aheadMillis", Words.milliseconds(ahead));
    }

    /** The nearest rank. */
    static Duration percentile(List<Duration> times, int percent) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
}
