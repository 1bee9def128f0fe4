package dev.hornbook.sim.proxy;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.ProxyLimits;
import dev.hornbook.sim.Refusal;
import dev.hornbook.sim.SimulatorException;
import dev.hornbook.sim.compute.Backend;
import dev.hornbook.sim.compute.Compute;
import dev.hornbook.sim.compute.ServerRefusal;
import dev.hornbook.sim.compute.Tally;
import dev.hornbook.sim.wire.BackendKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening side: one virtual thread accepts, one serves each client. On the loopback interface alone. */
public final class ProxyServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);
    private static final int BACKLOG = 1024;
    /** Neon's proxy tries the connect five times, from 200 ms doubling ({@code proxy/src/config.rs}). */
    private static final int CONNECT_ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final ServerSocket listener;
    private final String endpoint;
    private final Optional<TlsIdentity> identity;
    private final Compute compute;
    private final Verifiers verifiers;
    private final Conditions conditions = new Conditions();
    private final ProxyLimits limits;
    private final Admission admission;
    private final CancelKeys cancelKeys = new CancelKeys();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    private ProxyServer(ServerSocket listener, String endpoint, Optional<TlsIdentity> identity, Compute compute, Verifiers verifiers,
            ProxyLimits limits) {
        this.listener = listener;
        this.endpoint = endpoint;
        this.identity = identity;
        this.compute = compute;
        this.verifiers = verifiers;
        this.limits = limits;
        this.admission = new Admission(limits);
    }

    /**
     * A listening socket on 127.0.0.1.
     *
     * @param port 0 takes a free one
     * @throws IOException when the port is taken
     */
    public static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Begins to serve.
     *
     * @param endpoint the id clients must name
     * @param identity what TLS is done with; none speaks plain text
     * @param limits what it bears before it refuses
     */
    public static ProxyServer serve(ServerSocket listener, String endpoint, Optional<TlsIdentity> identity, Compute compute,
            Verifiers verifiers, ProxyLimits limits) {
        ProxyServer proxy = new ProxyServer(listener, endpoint, identity, compute, verifiers, limits);
        Thread.ofVirtual().name("hornbook-sim-proxy").start(proxy::accept);
        return proxy;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                tally().connected();
                Session session = new Session(socket, this);
                sessions.add(session);
                Thread.ofVirtual().name("hornbook-sim-session").start(session);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("the simulator could not accept a connection", e);
                }
            }
        }
    }

    /** The port listened on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** What the network and the control plane are made to do. */
    public Conditions conditions() {
        return conditions;
    }

    Tally tally() {
        return compute.tally();
    }

    ProxyLimits limits() {
        return limits;
    }

    Admission admission() {
        return admission;
    }

    boolean suspending() {
        return compute.state() == ComputeState.STOPPING;
    }

    String endpoint() {
        return endpoint;
    }

    Optional<TlsIdentity> identity() {
        return identity;
    }

    Verifiers verifiers() {
        return verifiers;
    }

    CancelKeys cancelKeys() {
        return cancelKeys;
    }

    void ended(Session session) {
        sessions.remove(session);
    }

    /** Opens a session on the compute, woken for it; one that is just being stopped or started is tried again. */
    Backend connect(Target target) throws Refused, InterruptedException {
        long pause = FIRST_PAUSE.toNanos();
        for (int attempt = 1;; attempt++) {
            try {
                if (compute.state() != ComputeState.ACTIVE) {
                    admission.wake();
                    compute.wake();
                }
                return admission.permitted(() -> compute.connect(target.pooled(), target.parameters()));
            } catch (ServerRefusal e) {
                if (!e.passing()) {
                    throw Refused.with(e.error().text());
                }
            } catch (IOException e) {
                LOG.debug("the compute could not be reached", e);
            } catch (SimulatorException e) {
                LOG.warn("the compute could not be woken: {}", e.getMessage());
                throw Refused.with(Refusal.NO_COMPUTE);
            }
            if (attempt == CONNECT_ATTEMPTS) {
                throw Refused.with(Refusal.NO_COMPUTE);
            }
            LockSupport.parkNanos(pause);
            pause *= 2;
        }
    }

    void cancel(BackendKey key) throws IOException {
        Optional<Backend> backend = cancelKeys.backend(key);
        if (backend.isPresent()) {
            backend.get().cancel();
        }
    }

    /** Ends the sessions that came through the pooled host, with an EOF and no word: their pooler was killed. */
    public void dropPooled() {
        sessions.stream().filter(Session::pooled).forEach(Session::cutOff);
    }

    /** Resets every connection. */
    public int resetAll() {
        int count = 0;
        for (Session session : sessions) {
            session.reset();
            count++;
        }
        return count;
    }

    /** Ends every connection; those that had a compute were ended by its stop already. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("closing the listener", e);
        }
        conditions.close();
        sessions.forEach(Session::abort);
    }
}
