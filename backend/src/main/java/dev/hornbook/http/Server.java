package dev.hornbook.http;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.hornbook.conversation.Transcript;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The HTTP server: every route, and what holds for all of them. A virtual thread a request. */
public final class Server implements AutoCloseable {
    /** How long requests under way have at the end: longer than answers have, so that their readers hear of it. */
    public static final Duration GRACE = Duration.ofSeconds(22);

    /** Of the descriptors that the process may have, half are for clients; the rest is for the database, the index and what comes. */
    private static final int MOST_CONNECTIONS = 16 * 1024;
    private static final int MOST_HEADER_BYTES = 16 * 1024;

    private final WebServer server;
    private final Connections connections;

    private Server(WebServer server, Connections connections) {
        this.server = server;
        this.connections = connections;
    }

    /**
     * Starts listening.
     *
     * @param host the address to listen on
     * @param port the port; 0 picks a free one
     * @param features what the routes work on
     * @throws IllegalStateException when the address cannot be listened on
     */
    public static Server start(String host, int port, Features features) {
        var connections = new Connections(
                Http1ConnectionSelector.builder()
                        .config(Http1Config.builder().maxHeadersSize(MOST_HEADER_BYTES).addReceiveListener(new BodyLimits())
                                .build())
                        .build(),
                features.connectionsPerAddress(), features.trustedProxies(), Patience.USUAL, System::nanoTime, features.meters());
        var server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .maxTcpConnections(mostConnections())
                .maxPayloadSize(BodyLimits.A_BOOK)
                // Without it, Nagle's algorithm and delayed acknowledgements stall small answers by 40 ms.
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .protocolsDiscoverServices(false)
                .addConnectionSelector(connections)
                .directHandlers(TransportProblems.everywhere())
                .routing(routing -> route(routing, features))
                .build();
        server.start();
        connections.watch();
        return new Server(server, connections);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Accepts nothing from now on, and waits for the requests under way, for {@link #GRACE}; then, or when interrupted, they are cut off. */
    @Override
    public void close() {
        server.stop();
        connections.close();
    }

    /** A server that cannot accept for want of descriptors stops listening, so it never comes to that. */
    private static int mostConnections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? Math.clamp(unix.getMaxFileDescriptorCount() / 2, 1, MOST_CONNECTIONS)
                : MOST_CONNECTIONS;
    }

    static void route(HttpRouting.Builder routing, Features features) {
        var authenticator = new Authenticator(features.identity());
        var operator = new Operator(features.operatorToken(), features.identity(), features.notReady());
        var transcript = new Transcript(() -> features.identity().address().base());
        Problems.register(routing);
        routing.addFilter(new LastRequest())
                .addFilter(new ClientAddress(features.trustedProxies()))
                .addFilter(new SecurityHeaders())
                .addFilter(new RequestLog(features.meters(), features.status()))
                .addFilter(new Asker())
                .any("/api/auth/*", AuthAnswers.whenReady(features.notReady()))
                .any("/api/v1/conversations/*", whenReady(features.notReady()))
                .any("/api/v1/messages/*", whenReady(features.notReady()))
                .any("/api/v1/me/*", whenReady(features.notReady()))
                .any("/api/v1/operator/*", whenReady(features.notReady()))
                .register("/api/auth", new AuthRoutes(features.identity(), features.attempts()))
                .register("/api/v1/conversations", new ConversationRoutes(authenticator, features.conversations(), features.library()))
                .register("/api/v1/conversations", new ExportRoutes(authenticator, features.conversations(), transcript))
                .register("/api/v1", new MessageRoutes(authenticator, features.conversations(), features.answers()))
                .register("/api/v1/textbooks", new TextbookRoutes(features.library()))
                .register("/api/v1/search", new SearchRoutes(features.retriever()))
                .register("/api/v1/me", new MeRoutes(authenticator, features.identity(), features.attempts(),
                        new PersonalData(features.conversations(), features.asked(), transcript)))
                .register("/api/v1/me/questions", new QuestionRoutes(authenticator, features.budget()))
                .register("/api/v1/house", new HouseRoutes(features.identity().admission()))
                .register("/api/v1/operator", new OperatorRoutes(authenticator, operator, features.identity(), features.attempts()))
                .register("/api/v1/operator/textbooks", new BookRoutes(operator, features.intake()))
                .register("/api/v1/wake", new WakeRoutes(authenticator, features.wakeHint()))
                .register("/api/v1/status", new StatusRoutes(features.status(), operator))
                .register("/health", new HealthRoutes(features.health(), features.probe(), operator))
                .register("/metrics", new MetricsRoutes(features.meters(), operator))
                .any("/api/*", (_, _) -> {
                    throw new ProblemException(Problem.notFound("There is no such route, or not for this method."));
                })
                .register("/", new OpenApiRoutes())
                .register("/", new PageRoutes());
    }

    /** What needs the database's tables waits until they are known to be there. */
    private static Handler whenReady(Supplier<Optional<Problem>> notReady) {
        return (_, response) -> {
            notReady.get().ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            response.next();
        };
    }
}
