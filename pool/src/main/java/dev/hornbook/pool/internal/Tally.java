package dev.hornbook.pool.internal;

import dev.hornbook.pool.PoolSnapshot.Counters;

import java.util.concurrent.atomic.LongAdder;

/** What has happened. Callers count their own refusals and rollbacks without the pool's lock. */
final class Tally {
    final LongAdder attempts = new LongAdder();
    final LongAdder opened = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder retired = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder shed = new LongAdder();
    final LongAdder rolledBack = new LongAdder();
    final LongAdder retried = new LongAdder();

    Counters counters() {
        return new Counters(attempts.sum(), opened.sum(), failed.sum(), lost.sum(), retired.sum(), refused.sum(), shed.sum(),
                rolledBack.sum(), retried.sum());
    }
}
