package dev.hornbook.bench;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./hornbook bench start}: how long {@code ./hornbook serve} takes to its address, and to its end. */
@Command(name = "start", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures a second start of './hornbook serve', from the command to the address on screen, and its end, from SIGTERM to the end of the process:"
            + " with the database embedded, and with a DATABASE_URL of a simulator. Beside them a Java program that does nothing, which says what"
            + " this machine makes of a second."}, footer = {
                "",
                "Exit codes: 0 every goal was reached, 1 one was not, 2 it could not be measured.",
                "The machine should have nothing else to do."})
final class StartCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** The address is awaited, not asked for: what the service still does behind it is over then. */
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final String EMPTY = "a Java program that does nothing";

    @Spec
    private CommandSpec spec;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "9", description = "How often each is started; ${DEFAULT-VALUE} unless given.")
    private int runs;

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private final Map<String, Double> limits = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        Plan.check(spec, runs);
        var home = Files.createTempDirectory("hornbook-start");
        try (var simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend())) {
            for (int run = 0; run <= runs; run++) {
                var tells = run == 0 ? "once before, uncounted" : "run " + run + " of " + runs;
                spec.commandLine().getErr().println("start, " + tells);
                serve("embedded", 3, run, Map.of(), home.resolve("embedded"));
                serve("with a DATABASE_URL", 1.5, run, Map.of("DATABASE_URL", simulator.url(), "HORNBOOK_SECRET", "measured".repeat(5)),
                        home.resolve("served"));
                nothing(run);
            }
        } catch (IOException e) {
            spec.commandLine().getErr().println("x The start could not be measured: " + e.getMessage());
            return PoolCommand.UNUSABLE;
        } finally {
            Folder.remove(home);
        }
        return print();
    }

    private void serve(String name, double limit, int run, Map<String, String> environment, Path folder) throws Exception {
        Files.createDirectories(folder);
        var command = new ProcessBuilder(Path.of(System.getProperty("hornbook.root"), "hornbook").toString(), "serve", "--port", "0")
                .directory(folder.toFile()).redirectErrorStream(true);
        command.environment().keySet().removeIf(key -> key.startsWith("HORNBOOK_") || key.equals("DATABASE_URL"));
        command.environment().putAll(environment);
        long begun = System.nanoTime();
        var service = command.start();
        try (var lines = service.inputReader()) {
            var said = new StringBuilder();
            var line = lines.readLine();
            while (line != null && !line.contains("http://localhost")) {
                said.append(line).append('\n');
                line = lines.readLine();
            }
            if (line == null) {
                throw new IOException("serve ended without an address:\n" + said);
            }
            add(run, name + ": to the address, s", limit, begun);
            service.waitFor(SETTLED.toMillis(), TimeUnit.MILLISECONDS);
            long ending = System.nanoTime();
            service.destroy();
            if (!service.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("serve did not end.");
            }
            add(run, name + ": to its end, s", 2, ending);
        } finally {
            service.destroyForcibly();
        }
    }

    private void nothing(int run) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        long begun = System.nanoTime();
        new ProcessBuilder(java, "-version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        add(run, EMPTY + ", s", Double.NaN, begun);
    }

    private void add(int run, String what, double limit, long begun) {
        double taken = (System.nanoTime() - begun) / 1e9;
        if (run > 0) {
            seconds.computeIfAbsent(what, _ -> new ArrayList<>()).add(taken);
            limits.put(what, limit);
        }
    }

    private int print() {
        var out = spec.commandLine().getOut();
        out.printf("A second start of ./hornbook serve: %d processors, Java %s, median of %d (lowest–highest)%n%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), runs);
        boolean reached = true;
        for (var row : seconds.entrySet()) {
            double limit = limits.get(row.getKey());
            double median = Figures.median(row.getValue());
            var verdict = Double.isNaN(limit) ? "" : String.format(Locale.ROOT, "under %.1f  %s", limit, median < limit ? "yes" : "NO");
            reached &= !verdict.endsWith("NO");
            out.println("%-44s %s  %s".formatted(row.getKey(), Figures.spread(row.getValue(), "%.2f"), verdict).stripTrailing());
        }
        out.flush();
        return reached ? PoolCommand.REACHED : PoolCommand.MISSED;
    }
}
