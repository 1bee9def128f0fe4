package dev.hornbook.pool.internal;

import java.net.InetAddress;
import java.net.Socket;
import java.sql.SQLException;
import javax.net.SocketFactory;

/**
 * Gives the driver the wire that an attempt was made with. The driver makes its own instance of this class, by name, and opens the socket on
 * the thread that connects: so the wire is handed over on that thread. Sockets asked for elsewhere, to cancel a statement, are plain ones.
 */
public final class WireFactory extends SocketFactory {
    private static final ThreadLocal<Wire> NEXT = new ThreadLocal<>();

    /** What connects. */
    interface Connecting<T> {
        T connect() throws SQLException;
    }

    static <T> T with(Wire wire, Connecting<T> work) throws SQLException {
        NEXT.set(wire);
        try {
            return work.connect();
        } finally {
            NEXT.remove();
        }
    }

    @Override
    public Socket createSocket() {
        Wire wire = NEXT.get();
        // One wire makes one connection; whoever asks twice gets a socket that nobody watches.
        NEXT.remove();
        return wire == null ? new Socket() : wire;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("The driver connects its sockets itself.");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("The driver connects its sockets itself.");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("The driver connects its sockets itself.");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("The driver connects its sockets itself.");
    }
}
