package dev.hornbook.http;

import dev.hornbook.config.Network;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that clients hold: so many from one address, and none that keeps the server waiting. A connection costs a virtual thread
 * and some 30 KB, so they are what somebody would take who wants nobody else to get one.
 */
final class Connections implements ServerConnectionSelector, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final ServerConnectionSelector http;
    private final int mostFromOne;
    private final List<Network> proxies;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final Set<TimedConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<Network, Integer> byAddress = new ConcurrentHashMap<>();
    private final Counter tooMany;
    private final Counter tooSlow;
    private final AtomicLong warnAfter;
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("connections")
                    .factory());

    /**
     * None yet.
     *
     * @param http what speaks on a connection
     * @param mostFromOne how many may be open from one address; this machine's own, and the proxies', bring everybody and are not counted
     */
    Connections(ServerConnectionSelector http, int mostFromOne, List<Network> proxies, Patience patience, LongSupplier nanoTime,
            MeterRegistry meters) {
        this.http = http;
        this.mostFromOne = mostFromOne;
        this.proxies = proxies;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.warnAfter = new AtomicLong(nanoTime.getAsLong());
        this.tooMany = refused(meters, "too-many");
        this.tooSlow = refused(meters, "too-slow");
        Gauge.builder("hornbook.http.connections", open, Set::size).description("Connections that clients hold").register(meters);
    }

    /** Begins to end, by itself, what should have moved. */
    void watch() {
        watch.scheduleWithFixedDelay(this::endOverdue, GLANCE.toMillis(), GLANCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Counter refused(MeterRegistry meters, String reason) {
        return Counter.builder("hornbook.http.connections.refused").tag("reason", reason)
                .description("Connections that were refused or ended for what their client did").register(meters);
    }

    /** Ends what should have moved by now. */
    void endOverdue() {
        for (TimedConnection connection : open) {
            if (connection.endIfOverdue()) {
                tooSlow.increment();
            }
        }
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        InetAddress peer = peer(context);
        Network home = Network.home(peer);
        boolean counted = !isEverybodys(peer);
        if (counted && byAddress.merge(home, 1, Integer::sum) > mostFromOne) {
            left(home);
            throw refuse(context);
        }
        var timed = new TimedConnection(context, patience, nanoTime);
        open.add(timed);
        return new Counted(http.connection(timed), timed, () -> {
            open.remove(timed);
            if (counted) {
                left(home);
            }
        });
    }

    private void left(Network home) {
        byAddress.computeIfPresent(home, (_, count) -> count > 1 ? count - 1 : null);
    }

    private boolean isEverybodys(InetAddress address) {
        return address.isLoopbackAddress() || proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    private CloseConnectionException refuse(ConnectionContext context) {
        tooMany.increment();
        long now = nanoTime.getAsLong();
        long after = warnAfter.get();
        if (now - after >= 0 && warnAfter.compareAndSet(after, now + BETWEEN_WARNINGS.toNanos())) {
            LOG.warn("Somebody holds {} connections from one address, and gets no more. If that is a reverse proxy of yours, name it in "
                    + "HORNBOOK_TRUSTED_PROXIES.", mostFromOne);
        }
        String body = Json.write(Problem.of(429, "too-many-connections", "Too many connections",
                "More connections are open from this address than one gets. Close some, and try again."));
        context.dataWriter().writeNow(BufferData.create(("HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 5\r\n"
                + "Content-Type: application/problem+json\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8)));
        return new CloseConnectionException("Too many connections from one address");
    }

    private static InetAddress peer(ConnectionContext context) {
        return ((InetSocketAddress) context.remotePeer().address()).getAddress();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** A connection that tells when it ends. */
    private record Counted(ServerConnection plain, TimedConnection timed, Runnable ended) implements ServerConnection {

        @Override
        public void handle(Limit limit) throws InterruptedException {
            try {
                plain.handle(limit);
            } finally {
                ended.run();
            }
        }

        @Override
        public Duration idleTime() {
            return plain.idleTime();
        }

        /** A connection that was made for a request which is still on its way is no idle one: whoever sends it cannot know that we leave. */
        @Override
        public void close(boolean interrupt) {
            if (interrupt || !timed.endsWithFirst()) {
                plain.close(interrupt);
            }
        }
    }
}
