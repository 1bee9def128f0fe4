package dev.hornbook.sim.compute;

import dev.hornbook.sim.Counters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts what happens, so that all of it can be read at one moment: one lock guards everything. */
public final class Tally {

    /** Texts can carry what clients made up, and must not fill the memory. */
    private static final int MOST_TEXTS = 100;
    private static final String OTHERS = "(others)";

    private final Map<String, Long> refusals = new HashMap<>();
    private long connects;
    private long authentications;
    private long refusedLogins;
    private long sessions;
    private long pooledSessions;
    private long wakes;
    private long suspends;
    private long bytesIn;
    private long bytesOut;
    private long activity;
    private long awakeNanos;
    private long since;
    private boolean awake;

    /** A client has connected. */
    public synchronized void connected() {
        connects++;
    }

    /** A client has proved who it is. */
    public synchronized void authenticated() {
        authentications++;
    }

    /** A client has not. */
    public synchronized void refusedLogin() {
        refusedLogins++;
    }

    /** A client has its session. */
    public synchronized void opened(boolean pooled) {
        sessions++;
        pooledSessions += pooled ? 1 : 0;
    }

    /** A client was told this in place of a session. */
    public synchronized void refused(String text) {
        boolean known = refusals.containsKey(text) || refusals.size() < MOST_TEXTS;
        refusals.merge(known ? text : OTHERS, 1L, Long::sum);
    }

    /** So many bytes came from a client. */
    public synchronized void received(int bytes) {
        bytesIn += bytes;
    }

    /** So many bytes were sent to a client. */
    public synchronized void sent(int bytes) {
        bytesOut += bytes;
    }

    synchronized void started() {
        wakes++;
        awake = true;
        since = System.nanoTime();
    }

    synchronized void stopped() {
        awakeNanos += awakeNow();
        awake = false;
    }

    synchronized void suspended() {
        suspends++;
    }

    synchronized void active() {
        activity++;
    }

    synchronized long wakes() {
        return wakes;
    }

    private long awakeNow() {
        return awake ? System.nanoTime() - since : 0;
    }

    /** Everything, at this moment. */
    public synchronized Counters read() {
        long now = awakeNow();
        return new Counters(connects, authentications, refusedLogins, sessions, pooledSessions, Map.copyOf(refusals), wakes, suspends,
                bytesIn, bytesOut, activity, Duration.ofNanos(awakeNanos + now), Duration.ofNanos(now));
    }
}
