package dev.hornbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.cli.MonitoredInstance.SilentException;
import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hornbook monitor}. */
@Command(name = "monitor", mixinStandardHelpOptions = true, description = {
    "Shows how a running instance is, anew every two seconds: states, connections, who waits, who woke the compute, latencies. 'q' ends it.",
    "It asks over HTTP and wakes nothing. An instance elsewhere wants HORNBOOK_OPERATOR_TOKEN, from the environment or .env.",
    "With --once the exit code is 0 where the database is READY, ASLEEP or WAKING, 1 in any other state or where nobody answers,",
    "2 where it tells no figures."})
final class MonitorCommand implements Callable<Integer> {
    private static final Duration REFRESH = Duration.ofSeconds(2);
    /** Where the next question is answered, at once or after a wake. */
    private static final Set<String> USABLE = Set.of("READY", "ASLEEP", "WAKING");

    private final Environment environment;
    private final Console console;

    @Option(names = "--url", paramLabel = "URL", description = "The instance; the one that owns ./.hornbook unless given.")
    private URI url;

    @Option(names = "--once", description = "Show it once, and end.")
    private boolean once;

    @Option(names = "--json", description = "Print what the instance tells, a line of JSON each time.")
    private boolean json;

    MonitorCommand(Environment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.of(environment);
        URI address = Optional.ofNullable(url).orElseGet(() -> MonitoredInstance.ownerOf(settings));
        try (var instance = new MonitoredInstance(address, settings.operatorToken())) {
            var view = new MonitorView(console, instance.address(), ZoneId.systemDefault());
            if (once) {
                return once(instance, view);
            }
            if (console.isScreen() && !json) {
                MonitorScreen.run(REFRESH, () -> {
                    look(instance, view);
                    return view.lines();
                });
            } else {
                print(instance, view);
            }
            return ExitCode.FINE;
        }
    }

    private int once(MonitoredInstance instance, MonitorView view) {
        try {
            JsonNode status = instance.status();
            view.told(status);
            console.line(json ? status.toString() : String.join("\n", view.lines()));
            return USABLE.contains(status.path("state").asText()) ? ExitCode.FINE : ExitCode.DEGRADED;
        } catch (SilentException e) {
            throw UnusableException.forNow(e.getMessage() + " Start it with './hornbook serve', or name another with --url.");
        }
    }

    /** For a pipe: a block a refresh, or a line of JSON. */
    private void print(MonitoredInstance instance, MonitorView view) throws InterruptedException {
        var asked = new CountDownLatch(1);
        List.of("INT", "TERM", "HUP").forEach(signal -> Signals.register(signal, asked::countDown));
        do {
            Optional<JsonNode> status = look(instance, view);
            if (!json) {
                console.line(String.join("\n", view.lines()) + "\n");
            }
            status.filter(_ -> json).ifPresent(told -> console.line(told.toString()));
        } while (!asked.await(REFRESH.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Optional<JsonNode> look(MonitoredInstance instance, MonitorView view) {
        try {
            JsonNode status = instance.status();
            view.told(status);
            return Optional.of(status);
        } catch (SilentException e) {
            view.silent(e.getMessage());
            return Optional.empty();
        }
    }
}
