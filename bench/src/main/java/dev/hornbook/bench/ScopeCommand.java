package dev.hornbook.bench;

import dev.hornbook.pool.NeonUrl;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./hornbook bench scope}: what a reader's scope costs a statement. */
@Command(name = "scope", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures statements of a reader's history in her scope (as hornbook_app, with her id, under row security, in one transaction and one round"
            + " trip) beside the same statements bare (as the login, which bypasses row security), in turns on one connection: over the direct and"
            + " the pooled host of a simulator, by TLS, and directly without TLS.",
    "A figure is the median of a statement's times, borrowing and reading its rows included."}, footer = {
        "",
        "Exit codes: 0 the scope adds less than 30 % everywhere, 1 it adds more somewhere, 2 it could not be measured.",
        "The machine should have nothing else to do. docs/performance.md has the figures last published."})
final class ScopeCommand implements Callable<Integer> {
    private static final double LIMIT = 1.3;
    private static final String HEADING = "%-46s %22s %22s   %-24s %s";

    @Spec
    private CommandSpec spec;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "How often each is measured; ${DEFAULT-VALUE} unless given.")
    private int runs;

    @Option(names = "--executions", paramLabel = "N", defaultValue = "3000", description = "How often each statement is executed in a run, either way;"
            + " ${DEFAULT-VALUE} unless given.")
    private int executions;

    @Option(names = "--database", description = "Measures the database in the environment's DATABASE_URL in place of simulators: an empty one, since it"
            + " is migrated and filled.")
    private boolean given;

    @Override
    public Integer call() {
        Plan.check(spec, runs);
        if (executions < 10) {
            throw new ParameterException(spec.commandLine(), "--executions takes a number from 10 on, not " + executions + ".");
        }
        spec.commandLine().getOut().printf(
                "A statement in its reader's scope beside the bare one: %d processors, Java %s, median of %d (lowest–highest)%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), runs);
        try {
            return (given ? measureDatabase() : measureSimulators()) ? PoolCommand.REACHED : PoolCommand.MISSED;
        } catch (ParameterException e) {
            throw e;
        } catch (Exception e) {
            spec.commandLine().getErr().println("x The scope could not be measured: " + e);
            return PoolCommand.UNUSABLE;
        }
    }

    private boolean measureDatabase() throws Exception {
        var url = System.getenv("DATABASE_URL");
        if (url == null) {
            throw new ParameterException(spec.commandLine(), "--database needs the database's URL in DATABASE_URL.");
        }
        var parsed = NeonUrl.parse(url);
        return measure(parsed.host(), parsed, parsed.direct());
    }

    private boolean measureSimulators() throws Exception {
        boolean reached = true;
        try (var simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend())) {
            var direct = NeonUrl.parse(simulator.url());
            reached &= measure("Directly, by TLS", direct, direct);
            var pooler = simulator.pooler();
            if (pooler.isPresent()) {
                reached &= measure("Through " + pooler.get() + ", by TLS", NeonUrl.parse(simulator.pooledUrl()), direct);
            } else {
                spec.commandLine().getOut().println("\nThere is no PgBouncer on this machine, so the pooled host was not measured.");
            }
        }
        try (var simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend().plainText(true))) {
            var direct = NeonUrl.parse(simulator.url());
            reached &= measure("Directly, without TLS", direct, direct);
        }
        return reached;
    }

    private boolean measure(String road, NeonUrl url, NeonUrl direct) throws Exception {
        Map<String, List<ScopeCost.Times>> measured = new LinkedHashMap<>();
        try (var cost = ScopeCost.over(url, direct)) {
            for (int run = 1; run <= runs; run++) {
                spec.commandLine().getErr().println("scope, run " + run + " of " + runs + ": " + road);
                cost.measure(executions)
                        .forEach((statement, times) -> measured.computeIfAbsent(statement, _ -> new ArrayList<>()).add(times));
            }
        }
        var out = spec.commandLine().getOut();
        out.printf("%n" + HEADING + "%n", road, "bare, µs", "in its scope, µs", "over the bare one", "under 1.3×");
        boolean reached = true;
        for (var row : measured.entrySet()) {
            var ratios = row.getValue().stream().map(ScopeCost.Times::ratio).toList();
            boolean under = Figures.median(ratios) < LIMIT;
            reached &= under;
            out.printf(HEADING + "%n", "  " + row.getKey(),
                    Figures.spread(row.getValue().stream().map(ScopeCost.Times::bare).toList(), "%.0f"),
                    Figures.spread(row.getValue().stream().map(ScopeCost.Times::scoped).toList(), "%.0f"),
                    Figures.spread(ratios, "%.2f") + "×",
                    under ? "yes" : "NO");
        }
        out.flush();
        return reached;
    }
}
