package dev.hornbook.pool.internal;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** The pool's events for Java Flight Recorder. Borrowing a connection that is idle makes none. */
final class Events {
    private Events() {}

    @Category("Hornbook Pool")
    @StackTrace(false)
    abstract static class OfPool extends Event {
        @Label("Pool")
        String pool;
    }

    /** An attempt to connect. */
    @Name("dev.hornbook.pool.Open")
    @Label("Connection Opened")
    static final class Open extends OfPool {
        @Label("Fault")
        String fault;
    }

    /** A caller waited for a connection. */
    @Name("dev.hornbook.pool.Wait")
    @Label("Wait for a Connection")
    @StackTrace(true)
    @Threshold("10 ms")
    static final class Wait extends OfPool {
        @Label("Priority")
        int priority;
        @Label("Served")
        boolean served;
    }

    /** A connection was opened where there was none: a compute that slept has been woken. */
    @Name("dev.hornbook.pool.Wake")
    @Label("Compute Woken")
    static final class Wake extends OfPool {
        @Label("Cause")
        String cause;
    }

    /** A connection left the pool. */
    @Name("dev.hornbook.pool.Evict")
    @Label("Connection Evicted")
    static final class Evict extends OfPool {
        @Label("Cause")
        String cause;
    }

    /** A caller got no connection. */
    @Name("dev.hornbook.pool.Shed")
    @Label("Caller Refused")
    @StackTrace(true)
    static final class Shed extends OfPool {
        @Label("Reason")
        String reason;
    }
}
