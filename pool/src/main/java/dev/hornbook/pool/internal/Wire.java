package dev.hornbook.pool.internal;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * The socket under a connection, below TLS. It sees what the driver does not tell: when the server last sent anything, on whatever path
 * (statement, result set, COPY, validation); that the server has ended the connection; and, while connecting, whose turn it is.
 *
 * <p>A client that signs in with SCRAM speaks a known number of times: over TLS 1.3 the request for TLS, its hello, the rest of the handshake
 * with the startup message, and SCRAM's two messages; in plain text the last three. Once it has, and the server has spoken last, authentication
 * is over and the client waits for the server to be ready. Neon's proxy lets it wait there while the compute wakes.
 */
final class Wire extends Socket implements Attempt.Line {
    private static final int TURNS_OVER_TLS = 5;
    private static final int TURNS_IN_PLAIN = 3;

    private final Time time;
    private final int turnsToSignIn;
    private volatile long heard;
    private volatile int turns;
    private volatile boolean serverSpokeLast = true;
    private volatile boolean ended;

    Wire(Time time, boolean tls) {
        this.time = time;
        this.turnsToSignIn = tls ? TURNS_OVER_TLS : TURNS_IN_PLAIN;
        this.heard = time.nanos();
    }

    /** When the server last sent anything; before it ever did, when this wire was made. */
    long heard() {
        return heard;
    }

    /** Whether the server or the network ended the connection: end of stream, reset, broken pipe. */
    boolean ended() {
        return ended;
    }

    @Override
    public long silentSince() {
        return turns >= turnsToSignIn && serverSpokeLast ? heard : Attempt.TALKING;
    }

    @Override
    public void cut() {
        try {
            close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                try {
                    return received(in.read());
                } catch (IOException e) {
                    throw failed(e);
                }
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                try {
                    return received(in.read(bytes, from, length));
                } catch (IOException e) {
                    throw failed(e);
                }
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int value) throws IOException {
                write(new byte[]{(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (serverSpokeLast) {
                    serverSpokeLast = false;
                    turns++;
                }
                try {
                    out.write(bytes, from, length);
                } catch (IOException e) {
                    throw failed(e);
                }
            }
        };
    }

    private int received(int result) {
        if (result < 0) {
            ended = true;
        } else {
            heard = time.nanos();
            serverSpokeLast = true;
        }
        return result;
    }

    /** What fails after we closed the socket ourselves, or after our own time-out, is none of the server's doing. */
    private IOException failed(IOException e) {
        if (!(e instanceof SocketTimeoutException) && !isClosed()) {
            ended = true;
        }
        return e;
    }
}
