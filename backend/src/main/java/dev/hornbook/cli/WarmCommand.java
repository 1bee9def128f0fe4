package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.config.WarmTimes;
import dev.hornbook.operations.WarmCost;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.pool.PoolFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hornbook warm}. */
@Command(name = "warm", mixinStandardHelpOptions = true, description = {
    "Wakes the compute now, over one connection, and tells how long that took; it sleeps again after its suspend timeout.",
    "Says first what HORNBOOK_KEEP_WARM costs a month. Exit codes: 0 awake, 1 not just now, 2 unusable."})
final class WarmCommand implements Callable<Integer> {
    /** The pool's wake allowance, and as long again for a connection before and after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Above Neon's largest. */
    private static final double LARGEST = 100;

    private final Environment environment;
    private final Console console;

    @Option(names = "--cu", paramLabel = "SIZE", defaultValue = "0.25", description = "The compute's size in Neon's units, for the hours a month; ${DEFAULT-VALUE} unless given.")
    private double size;

    WarmCommand(Environment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!(size > 0 && size <= LARGEST)) {
            throw new UnusableException("--cu is a size as Neon's console shows it: 0.25, 0.5, 1, 2, …");
        }
        Settings settings = Settings.of(environment);
        console.line(
                "HORNBOOK_KEEP_WARM is " + WarmTimes.written(settings.keepWarm()) + ": " + new WarmCost(settings.keepWarm()).inWords(size)
                        + ".");
        NeonUrl url = settings.database().orElseThrow(() -> UnusableException.forNow(
                "DATABASE_URL is not set, and the embedded database sleeps and wakes with './hornbook serve': there is nothing to warm."));
        console.line("Waking " + url.host()
                + " now; by itself that keeps it awake for its suspend timeout, five minutes unless Neon is told otherwise.");
        wake(url);
        return ExitCode.FINE;
    }

    private void wake(NeonUrl url) {
        long begun = System.nanoTime();
        try (NeonDataSource pool = NeonDataSource.open(NeonSettings.of(url).maximumSize(1))) {
            pool.ping(PATIENCE);
            console.line("Awake after " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms, connecting included.");
        } catch (SQLException e) {
            if (e instanceof PoolFailure failure && !failure.reason().permanent()) {
                throw UnusableException.forNow(failure.reason().text());
            }
            throw new UnusableException(e instanceof PoolFailure failure ? failure.reason().text() : e.getMessage(), e);
        }
    }
}
