package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Home;
import dev.hornbook.config.Ownership;
import dev.hornbook.config.Settings;
import dev.hornbook.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hornbook serve}. */
@Command(name = "serve", description = {
    "Runs the service until it is stopped. Without DATABASE_URL it keeps everything in an embedded PostgreSQL under ./.hornbook.",
    "With the database down it starts all the same, says so, and is whole once the database is there.",
    "Exit code 2 for what waiting cannot mend: settings, credentials, certificate."}, mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on, in place of PORT's (8080 unless set); 0 picks a free one.")
    private Integer port;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on, in place of HORNBOOK_HOST's (127.0.0.1 unless set).")
    private String host;

    ServeCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.of(environment);
        var address = address(settings);
        Home home = Home.at(settings.home());
        Ownership ownership = home.own()
                .orElseThrow(() -> UnusableException.forNow(
                        home.directory() + " is in use by " + home.owner()
                                + ". Stop that first, or set HORNBOOK_HOME to another directory."));
        var hurry = new AtomicReference<Runnable>(() -> {});
        CountDownLatch asked = untilAskedToEnd(() -> hurry.get().run());
        try (Service service = Service.start(settings, home, ownership, embedded, address)) {
            hurry.set(service::hurry);
            // Where no signal asks: whatever else ends the JVM leaves no database behind either.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(service::close));
            ownership.announce("hornbook serve, " + service.address());
            new Banner(console).show(service, settings);
            asked.await();
        }
        return ExitCode.FINE;
    }

    /**
     * Closing in a shutdown hook alone would be too late: ONNX Runtime has a hook of its own, and freeing its environment while the model is being
     * loaded crashes the process. So a signal only asks, and the JVM ends after everything is closed.
     *
     * @param again what another signal asks for
     */
    private static CountDownLatch untilAskedToEnd(Runnable again) {
        var asked = new CountDownLatch(1);
        List.of("INT", "TERM", "HUP").forEach(signal -> Signals.register(signal, () -> {
            if (asked.getCount() == 0) {
                again.run();
            }
            asked.countDown();
        }));
        return asked;
    }

    /** Where to listen; a free port is chosen here, since addresses in tokens and checks of Origin name it. */
    private InetSocketAddress address(Settings settings) {
        String name = Optional.ofNullable(host).orElse(settings.host());
        int wanted = Optional.ofNullable(port).orElse(settings.port());
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(name), wanted));
            return new InetSocketAddress(name, socket.getLocalPort());
        } catch (IOException e) {
            throw UnusableException.forNow("Port " + wanted + " on " + name + " cannot be listened on (" + e.getMessage()
                    + "). Choose another with --port, or --port 0 for any that is free.");
        } catch (IllegalArgumentException _) {
            throw new UnusableException("--port is a number from 0 to 65535.");
        }
    }
}
