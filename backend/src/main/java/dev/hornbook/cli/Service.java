package dev.hornbook.cli;

import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.AuthSettings;
import dev.hornbook.account.Handover;
import dev.hornbook.account.Identity;
import dev.hornbook.account.Issuer;
import dev.hornbook.account.PublicAddress;
import dev.hornbook.answer.AnswerSettings;
import dev.hornbook.answer.Answers;
import dev.hornbook.budget.AskedQuestions;
import dev.hornbook.budget.QuestionBudget;
import dev.hornbook.config.Home;
import dev.hornbook.config.Ownership;
import dev.hornbook.config.Secret;
import dev.hornbook.config.Settings;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.HistorySettings;
import dev.hornbook.database.Database;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.database.UserId;
import dev.hornbook.http.Features;
import dev.hornbook.http.Problem;
import dev.hornbook.http.Server;
import dev.hornbook.mail.MailQueue;
import dev.hornbook.operations.Health;
import dev.hornbook.operations.Probe;
import dev.hornbook.operations.ProcessMeters;
import dev.hornbook.operations.Status;
import dev.hornbook.operations.WakeHint;
import dev.hornbook.pool.Fault;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;
import dev.hornbook.pool.metrics.PoolMetrics;
import dev.hornbook.textbook.Intake;
import dev.hornbook.textbook.Library;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything of a running Hornbook, wired by hand from the bottom up, and closed from the top down. */
final class Service implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final URI address;
    private final DatabaseSource source;
    private final NeonDataSource pool;
    private final Preparation preparation;
    private final Books books;
    private final Farewell farewell;
    private final CompletableFuture<Optional<URI>> operatorLink = new CompletableFuture<>();

    /**
     * Starts it; it closes the ownership with itself, last of all.
     *
     * @throws UnusableException when waiting will not mend what is wrong with the database
     */
    static Service start(Settings settings, Home home, Ownership ownership, EmbeddedDatabase embedded, InetSocketAddress listen) {
        return new Service(settings, home, ownership, embedded, listen);
    }

    private Service(Settings settings, Home home, Ownership ownership, EmbeddedDatabase embedded, InetSocketAddress listen) {
        try {
            open(ownership);
            Clock clock = Clock.systemUTC();
            address = settings.publicUrl().orElse(URI.create("http://localhost:" + listen.getPort()));
            source = open(DatabaseSource.openOwned(settings, home, ownership, embedded));
            pool = open(NeonDataSource.open(poolOn(source.url(), settings)));
            var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            open(ProcessMeters.on(meters));
            Status status = Status.watching(pool, this::indexDescription, meters, clock);
            Database database = Database.over(pool);
            Readiness readiness = Readiness.begin(database, pool, settings.migrate());
            String instance = home.newInstance();
            Conversations conversations = new Conversations(database, clock,
                    HistorySettings.of(instance).recent(settings.historyLimit()).retention(settings.retention()));
            books = open(Books.keptIn(home.directory().resolve("index"), database, settings.qdrant()));
            Optional<QuestionBudget> budget = Writers.budget(settings, database, clock);
            Answers answers = new Answers(conversations, books.retriever(), Writers.forReaders(settings, books, budget, meters),
                    books::catchUp,
                    AnswerSettings.defaults(), clock);
            String secret = settings.secret().map(Secret::value).orElseGet(() -> home.secret().value());
            Identity identity = Identity.over(database, new AuthSettings(secret, publicAddress(settings, listen), settings.tokenIssuer()
                    .map(other -> new Issuer(other.keys(), other.issuer(), other.audience())), settings.signUp(), settings.guests()),
                    MailSenders.of(settings, clock).map(MailQueue::new).map(this::open), theirs(conversations, answers), clock);
            preparation = open(new Preparation(() -> {
                readiness.reach(conversations, home, books);
                operatorLink.complete(identity.operators().link());
            }));
            var rebuilding = open(new Rebuilding(home, books));
            open(Bell.listen(home, books::catchUp, rebuilding::look));
            new PoolMetrics(pool).bindTo(meters);
            farewell = open(new Farewell(Server.start(listen.getHostString(), listen.getPort(), new Features(
                    identity,
                    new AttemptLimits(clock),
                    conversations,
                    answers,
                    budget,
                    new AskedQuestions(database),
                    books.library(),
                    new Intake(books.ingestion(), home.directory().resolve("arriving"), books::catchUp),
                    books.retriever(),
                    new Health(pool::snapshot, () -> books.library().books().size(), books::qdrant, clock),
                    new Probe(pool),
                    status,
                    new WakeHint(() -> pool.snapshot().total() == 0, () -> database.wake(Database.READERS_WAIT), clock),
                    meters,
                    settings.trustedProxies(),
                    settings.connectionsPerAddress(),
                    settings.operatorToken(),
                    this::notReady)), answers));
            // It listens by now, so that health tells how the database is while it is woken; what needs the database waits for this.
            prepare();
            books.embed();
            rebuilding.look();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** While it closes: breaks off what is still under way. */
    void hurry() {
        farewell.hurry();
    }

    /** Where readers reach it. */
    URI address() {
        return address;
    }

    /** A link by which somebody becomes the operator, once the database is there; empty if there is one. For the screen, and no log. */
    CompletableFuture<Optional<URI>> operatorLink() {
        return operatorLink;
    }

    Library library() {
        return books.library();
    }

    String indexDescription() {
        return books.description();
    }

    /** Which database, and how it is: awake, asleep, or down and why. */
    String databaseDescription() {
        PoolSnapshot snapshot = pool.snapshot();
        String which = source.embedded().orElse(source.url().host() + "/" + source.url().database());
        return which + switch (snapshot.state()) {
            case READY, STARTING -> ", awake";
            case ASLEEP -> ", asleep until somebody needs it";
            case WAKING -> ", waking";
            case DOWN, CLOSED -> ", " + snapshot.state() + snapshot.reason().map(reason -> ": " + reason.text()).orElse("");
        };
    }

    /** How its pool behaves. */
    static NeonSettings poolOn(NeonUrl database, Settings settings) {
        return NeonSettings.of(database).maximumSize(settings.poolSize()).keepWarm(settings.keepWarm());
    }

    private void prepare() {
        if (!preparation.now()) {
            pool.snapshot().reason().filter(Service::isForSomebodyToMend).ifPresent(reason -> {
                throw new UnusableException(reason.text());
            });
            preparation.inBackground();
        }
    }

    /** At the start a host name that nobody knows is a misspelt one; later it would be the network's trouble. */
    private static boolean isForSomebodyToMend(Reason reason) {
        return reason.permanent() || reason.kind() == Fault.Connecting.UNKNOWN_HOST;
    }

    /** Asked by requests, which wait a while for a database that may well be there in a moment. */
    private Optional<Problem> notReady() {
        if (preparation.pending().isPresent() && mayBeThereSoon(pool.snapshot().state())) {
            preparation.await(Database.READERS_WAIT);
        }
        return preparation.pending().map(why -> new Problem(503, "database-unavailable", "The database cannot be used just now", why,
                Optional.of(Duration.ofSeconds(2))));
    }

    private static Handover theirs(Conversations conversations, Answers answers) {
        return new Handover() {
            @Override
            public void handOver(UserId guest, UserId account) {
                conversations.adopt(guest, account);
                answers.handOver(guest, account);
            }

            @Override
            public void gone(UserId user) {
                answers.forget(user);
            }
        };
    }

    private static boolean mayBeThereSoon(PoolState state) {
        return switch (state) {
            case STARTING, READY, ASLEEP, WAKING -> true;
            case DOWN, CLOSED -> false;
        };
    }

    /** Where readers come to a public address, a port of their own machine is anybody's. */
    private PublicAddress publicAddress(Settings settings, InetSocketAddress listen) {
        return settings.onThisMachineAlone()
                ? PublicAddress.of(address, "http://127.0.0.1:" + listen.getPort(), "http://localhost:" + listen.getPort())
                : PublicAddress.of(address);
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                // One part that will not close keeps no other from closing.
                System.getLogger(Service.class.getName()).log(System.Logger.Level.WARNING, "A part did not close", e);
            }
        }
    }
}
