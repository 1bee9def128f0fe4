package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault;
import dev.hornbook.pool.PoolSnapshot.Counters;
import dev.hornbook.pool.WakeCause;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    final LongAdder leaked = new LongAdder();
    final LongAdder nested = new LongAdder();
    private final Map<Fault, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<WakeCause, LongAdder> wakes = Arrays.stream(WakeCause.values())
            .collect(Collectors.toMap(Function.identity(), cause -> new LongAdder()));

    void refused(Fault reason) {
        refused.increment();
        refusals.computeIfAbsent(reason, first -> new LongAdder()).increment();
    }

    void woke(WakeCause cause) {
        wakes.get(cause).increment();
    }

    Map<WakeCause, Long> wakes() {
        return sums(wakes);
    }

    Counters counters() {
        return new Counters(attempts.sum(), opened.sum(), failed.sum(), lost.sum(), retired.sum(), refused.sum(), shed.sum(),
                rolledBack.sum(), retried.sum(), leaked.sum(), nested.sum(), sums(refusals));
    }

    private static <K> Map<K, Long> sums(Map<K, LongAdder> adders) {
        return adders.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
