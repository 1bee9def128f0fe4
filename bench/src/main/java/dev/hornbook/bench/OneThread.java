package dev.hornbook.bench;

import java.time.Duration;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Borrow and return on one thread, by JMH.
 *
 * @param iteration how long one of JMH's iterations takes; two to warm up, three that count
 * @param forks JVMs for each figure; 0 measures in this one, which proves that it runs and no more
 */
record OneThread(int connections, Duration iteration, int forks) implements Scenario {
    private static final String BORROW = "borrow, return, ns";
    private static final String STATEMENT = "borrow, open a statement, return, ns";
    private static final String NO_LEAKS = "borrow, return, HikariCP minding no leaks, ns";
    private static final int WARM_UPS = 2;
    private static final int ITERATIONS = 3;

    @Override
    public String name() {
        return "one-thread";
    }

    @Override
    public String title() {
        return "One thread borrows and returns as fast as it can; nothing is sent (JMH)";
    }

    @Override
    public Map<String, Goal> goals() {
        return Map.of(BORROW, Goal.ratioAtMost(0.8, "at most 0.8×"));
    }

    @Override
    public void measure(Plan plan, Figures figures) throws Exception {
        plan.alternating(this, contender -> {
            double borrow = nanoseconds("connection", contender, true);
            figures.add(BORROW, contender, borrow);
            figures.add(STATEMENT, contender, nanoseconds("statement", contender, true));
            figures.add(NO_LEAKS, contender, contender == Contender.HIKARI ? nanoseconds("connection", contender, false) : borrow);
        });
    }

    private double nanoseconds(String benchmark, Contender contender, boolean leaks) throws RunnerException {
        var time = TimeValue.milliseconds(iteration.toMillis());
        var options = new OptionsBuilder().include("^" + Borrowing.class.getName().replace(".", "\\.") + "\\." + benchmark + "$")
                .param("contender", contender.name()).param("leaks", Boolean.toString(leaks))
                .param("connections", Integer.toString(connections)).forks(forks).warmupIterations(WARM_UPS).warmupTime(time)
                .measurementIterations(ITERATIONS).measurementTime(time).shouldFailOnError(true).verbosity(VerboseMode.SILENT).build();
        return new Runner(options).runSingle().getPrimaryResult().getScore();
    }
}
