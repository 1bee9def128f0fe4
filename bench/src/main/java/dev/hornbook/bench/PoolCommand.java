package dev.hornbook.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./hornbook bench pool}: the pool beside HikariCP. */
@Command(name = "pool", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures Hornbook Pool beside HikariCP, in one run and with the same duties, against a simulator of its own, and prints a table: the"
            + " median of each figure with the lowest and the highest, ours over theirs, what is to be reached, and whether it was.",
    "Progress is told on standard error; the table comes on standard output, scenario by scenario."}, footer = {
        "",
        "Scenarios, with how long they take:",
        "  one-thread  2 min   borrow and return on one thread, by JMH",
        "  crowd       1½ min  1,000 virtual threads that borrow for 1 ms, always again",
        "  waking      ½ min   1,000 callers on a suspended compute",
        "  suspended   1 min   suspended three times under 200 callers that read",
        "  outage      4 min   20 s in which nothing can be reached; three times a run",
        "  idle        11 min  nothing happens, default settings; once",
        "",
        "Example: ./hornbook bench pool --scenario crowd --runs 5",
        "Exit codes: 0 every goal that was judged was reached, 1 one was not, 2 it could not be measured.",
        "The machine should have nothing else to do. docs/performance.md has the figures last published."})
final class PoolCommand implements Callable<Integer> {
    static final int REACHED = 0;
    static final int MISSED = 1;
    static final int UNUSABLE = 2;
    private static final int CONNECTIONS = 16;

    @Spec
    private CommandSpec spec;

    @Option(names = "--scenario", paramLabel = "NAME", description = "Measure this one; may be given several times. All of them unless given.")
    private List<String> names = List.of();

    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "How often each is measured; ${DEFAULT-VALUE} unless given.")
    private int runs;

    @Option(names = "--quick", description = "Everything shorter, in about two minutes and a half. The outage and the idleness, which are not what"
            + " their goals are meant for then, are not judged.")
    private boolean quick;

    @Override
    public Integer call() throws Exception {
        Plan.check(spec, runs);
        var out = spec.commandLine().getOut();
        var plan = new Plan(runs, new PrintStream(System.err, true));
        boolean reached = true;
        out.printf("Hornbook Pool beside HikariCP: %d connections each, %d processors, Java %s, median of %d (lowest–highest)%s%n",
                CONNECTIONS, Runtime.getRuntime().availableProcessors(), Runtime.version(), runs, quick ? ", shortened" : "");
        for (var scenario : chosen()) {
            var figures = new Figures(scenario);
            try {
                scenario.measure(plan, figures);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                spec.commandLine().getErr().println("x " + scenario.name() + " could not be measured: " + e);
                return UNUSABLE;
            }
            out.printf("%n%s%n", figures.table());
            out.flush();
            reached &= figures.reached();
        }
        return reached ? REACHED : MISSED;
    }

    private List<Scenario> chosen() {
        var all = quick ? shortened() : whole();
        List<Scenario> chosen = new ArrayList<>(all);
        if (!names.isEmpty()) {
            chosen.removeIf(scenario -> !names.contains(scenario.name()));
        }
        for (var name : names) {
            if (all.stream().noneMatch(scenario -> scenario.name().equals(name))) {
                throw new ParameterException(spec.commandLine(), "There is no scenario '" + name + "'; there are "
                        + String.join(", ", all.stream().map(Scenario::name).toList()) + ".");
            }
        }
        return chosen;
    }

    private static List<Scenario> whole() {
        return List.of(new OneThread(CONNECTIONS, Duration.ofSeconds(1), 1),
                new Crowd(CONNECTIONS, 1_000, Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofSeconds(10)),
                new Waking(CONNECTIONS, 1_000, Duration.ofMillis(500)),
                new Suspended(CONNECTIONS, 200, 3),
                new Outage(CONNECTIONS, 200, Duration.ofSeconds(2), Duration.ofSeconds(20), 3, true),
                new Idle(Duration.ofMinutes(11), Duration.ofMinutes(5), true));
    }

    private static List<Scenario> shortened() {
        return List.of(new OneThread(CONNECTIONS, Duration.ofMillis(300), 1),
                new Crowd(CONNECTIONS, 1_000, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(3)),
                new Waking(CONNECTIONS, 1_000, Duration.ofMillis(500)),
                new Suspended(CONNECTIONS, 200, 1),
                new Outage(CONNECTIONS, 200, Duration.ofSeconds(2), Duration.ofSeconds(5), 1, false),
                new Idle(Duration.ofSeconds(30), Duration.ofSeconds(10), false));
    }
}
