package dev.hornbook.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way from one pool to the simulator, which can be shut and counts what comes. While it is shut every connection is reset, those that
 * stand at once and those that come when they come.
 */
final class Gate implements AutoCloseable {
    /** What is said last before a connection ends is its good-bye. */
    private static final long FAREWELL = 1_000_000_000;

    private final ServerSocket listener;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong connects = new AtomicLong();
    private final AtomicLong said = new AtomicLong();
    private final AtomicLong farewells = new AtomicLong();
    private volatile boolean shut;

    /** @param server port on this machine */
    Gate(int server) {
        this.server = server;
        try {
            listener = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("bench-gate").start(this::accept);
    }

    /** The URL by this way. */
    String through(String url) {
        return url.replace(":" + server + "/", ":" + listener.getLocalPort() + "/");
    }

    /** Connections that clients opened, or tried to. */
    long connects() {
        return connects.get();
    }

    /** Bytes that clients sent, TLS and all, apart from good-byes. */
    long said() {
        return said.get() - farewells.get();
    }

    /** Bytes that clients sent to end their connections. */
    long farewells() {
        return farewells.get();
    }

    void shut() {
        shut = true;
        open.forEach(Gate::reset);
    }

    void open() {
        shut = false;
    }

    @SuppressWarnings("resource")
    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                connects.incrementAndGet();
                if (shut) {
                    reset(client);
                } else {
                    Thread.ofVirtual().start(() -> carry(client));
                }
            }
        } catch (IOException e) {
            // The gate was closed.
        }
    }

    private void carry(Socket client) {
        open.add(client);
        try (client; var toServer = new Socket(InetAddress.getLoopbackAddress(), server)) {
            client.setTcpNoDelay(true);
            toServer.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> {
                copy(toServer, client, false);
                end(client);
            });
            copy(client, toServer, true);
            end(toServer);
            back.join();
        } catch (IOException e) {
            // One side is gone, and takes the other along.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void copy(Socket from, Socket to, boolean counted) {
        byte[] chunk = new byte[16_384];
        long last = 0;
        long when = System.nanoTime();
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (counted) {
                    said.addAndGet(read);
                    last = read + (System.nanoTime() - when < FAREWELL ? last : 0);
                    when = System.nanoTime();
                }
                out.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // Reset.
        }
        if (counted && System.nanoTime() - when < FAREWELL) {
            farewells.addAndGet(last);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // It has ended.
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It has ended.
        }
        close(socket);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It has ended.
        }
    }

    @Override
    public void close() {
        close(listener);
        open.forEach(Gate::close);
    }
}
