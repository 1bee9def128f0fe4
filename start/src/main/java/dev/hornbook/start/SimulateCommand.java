package dev.hornbook.start;

import dev.hornbook.sim.ComputeSize;
import dev.hornbook.sim.PoolerSettings;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorException;
import dev.hornbook.sim.SimulatorSettings;
import dev.hornbook.sim.control.ControlPort;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code hornbook simulate}: the simulator alone, for any client in any language. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Runs a Neon of your own until it is stopped, for any client in any language: a real PostgreSQL that suspends when nobody uses it"
            + " and wakes for the next client, behind a proxy that speaks TLS, refuses and lags as Neon's does. It imitates documented"
            + " behaviour and is not Neon's software.",
    "It prints the URLs of the direct and of the pooled host, and the address of its control port."}, footer = {
        "",
        "A DURATION is a number with ms, s, m or h: 300ms, 5m.",
        "Example: ./hornbook simulate --suspend-after 10s --cold-start 500ms",
        "Faults are set by HTTP: curl -X POST ADDRESS/faults -d '{\"refuse\": \"ENDPOINT_DISABLED\", \"next\": 3}'",
        "docs/simulator.md lists them."})
final class SimulateCommand implements Callable<Integer> {
    private static final int FINE = 0;
    private static final int UNUSABLE = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the database on 127.0.0.1; any that is free unless given.")
    private int port;

    @Option(names = "--control-port", paramLabel = "PORT", description = "Port of the control port on 127.0.0.1; any that is free unless given.")
    private int controlPort;

    @Option(names = "--directory", paramLabel = "DIR", description = "Keep data, URL and certificate here, for the next time; without it everything is gone at the end.")
    private Path directory;

    @Option(names = "--suspend-after", paramLabel = "DURATION", defaultValue = "5m", converter = Durations.class, description = "Suspend after so long without activity; 'never' keeps it awake. ${DEFAULT-VALUE} unless given, as at Neon.")
    private Duration suspendAfter;

    @Option(names = "--cold-start", paramLabel = "DURATION", defaultValue = "0ms", converter = Durations.class, description = "Add this to every wake. PostgreSQL itself takes some 50 ms; Neon's computes take a few hundred.")
    private Duration coldStart;

    @Option(names = "--cold-start-jitter", paramLabel = "DURATION", defaultValue = "0ms", converter = Durations.class, description = "Add up to this much more, by chance.")
    private Duration jitter;

    @Option(names = "--compute-units", paramLabel = "CU", defaultValue = "0.25", description = "Size of the compute, which its max_connections follow from: 0.25, 0.5, 1, 2, … ${DEFAULT-VALUE} unless given.")
    private double computeUnits;

    @Option(names = "--pooled-size", paramLabel = "N", description = "Server connections of the pooler for each user and database; nine tenths of max_connections unless given.")
    private Integer pooledSize;

    @Option(names = "--pooled-clients", paramLabel = "N", defaultValue = "10000", description = "Clients that the pooler takes; ${DEFAULT-VALUE} unless given.")
    private int pooledClients;

    @Option(names = "--pooled-wait", paramLabel = "DURATION", defaultValue = "120s", converter = Durations.class, description = "How long a client of a full pooler waits, in whole seconds; ${DEFAULT-VALUE} unless given.")
    private Duration pooledWait;

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        List.of("INT", "TERM", "HUP").forEach(signal -> Signals.register(signal, asked::countDown));
        try (Simulator simulator = Simulator.start(settings()); ControlPort control = ControlPort.open(simulator, controlPort)) {
            // Where no signal asks: whatever else ends the JVM leaves no PostgreSQL behind either.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(simulator::close));
            introduce(simulator, control);
            asked.await();
            return FINE;
        } catch (SimulatorException | IllegalArgumentException e) {
            spec.commandLine().getErr().println("x " + e.getMessage());
            return UNUSABLE;
        }
    }

    private SimulatorSettings settings() {
        SimulatorSettings settings = directory == null
                ? SimulatorSettings.temporary()
                : SimulatorSettings.in(directory).binaries(SimulatorSettings.sharedBinaries());
        PoolerSettings pooler = PoolerSettings.NEONS.maxClients(pooledClients).queryWait(pooledWait);
        settings = settings.port(port).coldStart(coldStart).coldStartJitter(jitter, System.nanoTime())
                .computeSize(ComputeSize.of(computeUnits)).pooler(pooledSize == null ? pooler : pooler.poolSize(pooledSize));
        return suspendAfter.isZero() ? settings.neverSuspend() : settings.suspendAfter(suspendAfter);
    }

    private void introduce(Simulator simulator, ControlPort control) {
        PrintWriter out = spec.commandLine().getOut();
        String pooler = simulator.pooler().map(name -> name + ", transaction mode")
                .orElse("no PgBouncer is installed: straight to PostgreSQL");
        out.printf("""
                   A Neon of your own: PostgreSQL 18, %s CU (%d connections), %s.

                     direct   %s
                     pooled   %s
                              (%s)
                     control  %s

                     psql '%s'
                     curl -X POST %s/suspend

                   Ctrl-C ends it%s.
                   """, plain(simulator.size().units()), simulator.size().maxConnections(), suspends(), simulator.url(),
                simulator.pooledUrl(), pooler, control.address(), simulator.url(), control.address(),
                directory == null ? ", and deletes its data" : "; its data stay in " + directory);
        out.flush();
    }

    private String suspends() {
        return suspendAfter.isZero() ? "always awake" : "suspended after " + Durations.print(suspendAfter) + " unused";
    }

    private static String plain(double units) {
        return units == Math.rint(units) ? Integer.toString((int) units) : Double.toString(units);
    }

    /** Reads {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}; {@code never} is zero. */
    static final class Durations implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (text.equals("never")) {
                return Duration.ZERO;
            }
            String number = text.replaceFirst("[a-z]+$", "");
            if (!number.matches("\\d{1,9}")) {
                throw wrong(text);
            }
            long count = Long.parseLong(number);
            return switch (text.substring(number.length())) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> throw wrong(text);
            };
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("'" + text + "' is no duration; write 300ms, 30s, 5m or 1h");
        }

        static String print(Duration duration) {
            return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
        }
    }
}
