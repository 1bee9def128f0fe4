package dev.hornbook.cli;

import dev.hornbook.account.AuthSettings;
import dev.hornbook.account.Identity;
import dev.hornbook.account.PublicAddress;
import dev.hornbook.account.User;
import dev.hornbook.config.Environment;
import dev.hornbook.config.Home;
import dev.hornbook.config.Secret;
import dev.hornbook.config.Settings;
import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.load.LoadException;
import dev.hornbook.load.Plan;
import dev.hornbook.load.ReadingRoom;
import dev.hornbook.load.Report;
import dev.hornbook.load.ReportJson;
import dev.hornbook.load.ReportText;
import dev.hornbook.load.Visitor;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.seed.Seeding;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hornbook load}. */
@Command(name = "load", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Puts many readers on a running instance at once, and tells what they waited for. They are made-up ones ('./hornbook seed'), each with"
            + " connections of its own; they list, open, read, search and ask at moments of their own, however slow the answers are. What they ask"
            + " stays in their history, and with a model it costs what questions cost.",
    "It needs the instance's settings (DATABASE_URL, HORNBOOK_SECRET, HORNBOOK_URL, HORNBOOK_HOME): it looks the readers up, and makes their"
            + " tokens with the instance's own key. Ctrl-C ends it with the tables so far.",
    "Exit codes: 0 fine, 1 p95 not under 200 ms or more than one request in a thousand failed, 2 it could not be done."})
final class LoadCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 2;

    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;

    @Option(names = "--readers", paramLabel = "N", defaultValue = "200", description = "Readers; ${DEFAULT-VALUE} unless given.")
    private int readers;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "2", description = "How long it is counted; ${DEFAULT-VALUE} unless given, 30 at most.")
    private double minutes;

    @Option(names = "--warm-up", paramLabel = "SECONDS", defaultValue = "20", description = "In which the readers come, one by one, before it is counted; ${DEFAULT-VALUE} unless given.")
    private double warmUp;

    @Option(names = "--think", paramLabel = "SECONDS", defaultValue = "5", description = "Between two things that a reader does, on average; ${DEFAULT-VALUE} unless given.")
    private double think;

    @Option(names = "--sign-ins", paramLabel = "A_SECOND", defaultValue = "1", description = "How many sign in a second, on average, where --password is given; ${DEFAULT-VALUE} unless given. An instance takes 120 a minute from one address.")
    private double signIns;

    @Option(names = "--password", paramLabel = "PASSWORD", arity = "0..1", interactive = true, description = "The made-up readers' password, as './hornbook seed' told it; without a value it is asked for. Not given: nobody signs in.")
    private char[] password;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:8080", description = "The instance; ${DEFAULT-VALUE} unless given.")
    private URI url;

    @Option(names = "--not-loopback", description = "The instance is on another machine, and is to bear this.")
    private boolean notLoopback;

    @Option(names = "--host", paramLabel = "NAME", description = "The host of --url once more, where it is on another machine.")
    private String host;

    @Option(names = "--json", description = "Print one JSON document in place of text.")
    private boolean json;

    LoadCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
    }

    @Override
    public Integer call() {
        LoadTarget target = LoadTarget.of(url, notLoopback, host);
        Plan plan = plan();
        try {
            var room = new ReadingRoom(target.url(), plan, visitors(plan.readers()), Optional.ofNullable(password).map(String::new));
            List.of("INT", "TERM").forEach(signal -> Signals.register(signal, room::breakOff));
            if (password == null && signIns > 0) {
                console.remark("Nobody signs in: that takes --password.");
            }
            Report report;
            try (ProgressBar bar = console.progress("Reading")) {
                report = room.run(bar::at);
            }
            console.print(json ? ReportJson.of(report) + "\n" : ReportText.of(report));
            return report.reached() ? ExitCode.FINE : ExitCode.DEGRADED;
        } catch (LoadException | DatabaseException e) {
            throw new UnusableException(e.getMessage(), e);
        }
    }

    /** The tokens need no database once the key is in memory: the pool is closed before the readers come. */
    private List<Visitor> visitors(int count) {
        Settings settings = Settings.of(environment);
        Home home = Home.at(settings.home());
        try (DatabaseSource source = DatabaseSource.open(settings, embedded);
                NeonDataSource pool = NeonDataSource.open(NeonSettings.of(source.url()).maximumSize(CONNECTIONS))) {
            URI address = settings.publicUrl().orElseGet(() -> URI.create("http://localhost:" + url.getPort()));
            String secret = settings.secret().map(Secret::value).orElseGet(() -> home.secret().value());
            Identity identity = Identity.over(Database.over(pool), new AuthSettings(secret, PublicAddress.of(address)), Optional.empty(),
                    (_, _) -> {}, Clock.systemUTC());
            List<User> users = identity.accounts().lastMadeUp(Seeding.DOMAIN, count);
            if (users.size() < count) {
                throw new UnusableException("There are " + users.size() + " made-up readers from the last './hornbook seed', and " + count
                        + " are wanted: './hornbook seed --users " + count + "' adds them.");
            }
            identity.jwts().sign(users.getFirst());
            return users.stream().map(user -> new Visitor(user.email(), new KeptToken(() -> identity.jwts().sign(user), System::nanoTime)))
                    .toList();
        }
    }

    private Plan plan() {
        try {
            return new Plan(readers, seconds(think), seconds(warmUp), seconds(minutes * 60), signIns);
        } catch (IllegalArgumentException e) {
            throw new UnusableException(e.getMessage(), e);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
