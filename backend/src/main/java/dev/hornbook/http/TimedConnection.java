package dev.hornbook.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;

/**
 * A client's connection that knows by when the client has to move. Only the time is counted in which the server waits for the client: for the
 * bytes of a request, from its first to the last that is read before something is answered, and for room to write an answer to.
 */
final class TimedConnection implements ConnectionContext {
    private static final long NOT_WAITING = Long.MAX_VALUE;
    /** A request follows its connection within a round trip. */
    private static final Duration ARRIVAL = Duration.ofSeconds(1);

    private final ConnectionContext plain;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final DataReader reader;
    private final DataWriter writer;

    /** Nothing was answered on it yet. */
    private volatile boolean fresh = true;
    private volatile boolean last;
    /** Of the request that is being read. Only the connection's own thread knows of these four. */
    private HttpPrologue request;
    private long received;
    private long most = Long.MAX_VALUE;
    private long waited;
    /** In nanoseconds since {@code begun}, which no wrap-around of the clock reaches. */
    private volatile long due = NOT_WAITING;
    private final long begun;

    TimedConnection(ConnectionContext plain, Patience patience, LongSupplier nanoTime) {
        this.plain = plain;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.reader = DataReader.create(this::read);
        this.writer = new Writer(plain.dataWriter());
    }

    /** Hangs up on a client that should have moved by now; whoever waits for it is told that it left. */
    boolean endIfOverdue() {
        if (now() < due) {
            return false;
        }
        plain.serverSocket().close();
        return true;
    }

    /** Whose body comes next. */
    void begin(HttpPrologue next) {
        request = next;
        most = Long.MAX_VALUE;
    }

    HttpPrologue request() {
        return request;
    }

    /** The request's body ends after so many bytes, or is refused there. */
    void expectAtMost(long bytes) {
        most = received + bytes;
    }

    /**
     * Where the first request was not answered yet: it will be, if it comes soon, and be the only one.
     *
     * @return false where it was
     */
    boolean endsWithFirst() {
        last = fresh;
        if (last && received == 0) {
            due = Math.min(due, now() + ARRIVAL.toNanos());
        }
        return last;
    }

    private byte[] read() {
        if (last && !fresh) {
            throw new CloseConnectionException("The server ends");
        }
        long since = now();
        Duration idle = last ? ARRIVAL : patience.idle();
        long allowed = received == 0 ? idle.toNanos() : patience.nanosFor(received) - waited;
        due = since + allowed;
        try {
            byte[] bytes = plain.serverSocket().get();
            if (received > 0) {
                waited += now() - since;
            }
            if (bytes == null) {
                return atTheEnd();
            }
            received += bytes.length;
            if (received > most) {
                throw BodyLimits.tooLarge(request);
            }
            return bytes;
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("The client is gone", e);
        } finally {
            due = NOT_WAITING;
        }
    }

    /** Between two requests a client may leave; in the middle of one there is nobody left to answer. */
    private byte[] atTheEnd() {
        if (received > 0) {
            throw new CloseConnectionException("The client left in the middle of its request");
        }
        return null;
    }

    private void writing(long bytes, Runnable write) {
        received = 0;
        waited = 0;
        fresh = false;
        due = now() + patience.nanosFor(bytes);
        try {
            write.run();
        } finally {
            due = NOT_WAITING;
        }
    }

    private long now() {
        return nanoTime.getAsLong() - begun;
    }

    private final class Writer implements DataWriter {
        private final DataWriter plain;

        Writer(DataWriter plain) {
            this.plain = plain;
        }

        @Override
        public void write(BufferData... buffers) {
            write(BufferData.create(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            writing(buffer.available(), () -> plain.write(buffer));
        }

        @Override
        public void writeNow(BufferData... buffers) {
            writeNow(BufferData.create(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            writing(buffer.available(), () -> plain.writeNow(buffer));
        }

        @Override
        public void flush() {
            plain.flush();
        }

        @Override
        public void close() {
            plain.close();
        }
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public ListenerContext listenerContext() {
        return plain.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return plain.executor();
    }

    @Override
    public Router router() {
        return plain.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return plain.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return plain.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return plain.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return plain.localPeer();
    }

    @Override
    public boolean isSecure() {
        return plain.isSecure();
    }

    @Override
    public String socketId() {
        return plain.socketId();
    }

    @Override
    public String childSocketId() {
        return plain.childSocketId();
    }
}
