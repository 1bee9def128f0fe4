package dev.hornbook.pool.soak;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What happened in a soak, counted by name, and what must not have happened, told in words. */
final class Tallies {
    private static final int TOLD = 20;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAccumulator> most = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    void count(String what) {
        counts.computeIfAbsent(what, name -> new LongAdder()).increment();
    }

    void peak(String what, long value) {
        most.computeIfAbsent(what, name -> new LongAccumulator(Math::max, 0)).accumulate(value);
    }

    void violation(String what) {
        if (violations.size() < TOLD) {
            violations.add(what);
        }
    }

    Queue<String> violations() {
        return violations;
    }

    long of(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    long most(String what) {
        LongAccumulator peak = most.get(what);
        return peak == null ? 0 : peak.get();
    }

    /** All whose names begin so, the prefix taken off: {@code a 3, b 2}. */
    String all(String prefix) {
        return counts.entrySet().stream().filter(entry -> entry.getKey().startsWith(prefix)).sorted(Map.Entry.comparingByKey())
                .map(entry -> "%s %,d".formatted(entry.getKey().substring(prefix.length()), entry.getValue().sum()))
                .collect(Collectors.joining(", "));
    }
}
