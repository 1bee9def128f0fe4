package dev.hornbook.sim.proxy;

import java.util.concurrent.atomic.LongAdder;

/** What the proxy has counted since it started. */
public final class Tally {

    private final LongAdder connects = new LongAdder();
    private final LongAdder sessions = new LongAdder();
    private final LongAdder refusedLogins = new LongAdder();

    void connected() {
        connects.increment();
    }

    void opened() {
        sessions.increment();
    }

    void refusedLogin() {
        refusedLogins.increment();
    }

    /** TCP connections accepted. */
    public long connects() {
        return connects.sum();
    }

    /** Sessions that reached the compute. */
    public long sessions() {
        return sessions.sum();
    }

    /** Logins refused for the user or the password. */
    public long refusedLogins() {
        return refusedLogins.sum();
    }
}
