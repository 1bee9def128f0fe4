package dev.hornbook.pool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A line in plain text to a server, cut in the moment a client says a certain word. */
final class CuttingRelay implements AutoCloseable {
    /** What the server gets to hear before the line is cut. */
    enum Cut {
        /** Not the word. */
        BEFORE_THE_SERVER_HEARS,
        /** The word, and it answers; the client hears nothing. */
        BEFORE_THE_CLIENT_HEARS
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private volatile byte[] word;
    private volatile Cut cut;

    CuttingRelay(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    /** The URL by way of this line. */
    String through(String url) {
        return url.replace(":" + server + "/", ":" + listener.getLocalPort() + "/");
    }

    /** Cuts once, the next time. */
    void cutAt(String word, Cut cut) {
        this.cut = cut;
        this.word = word.getBytes(StandardCharsets.US_ASCII);
    }

    private void accept() {
        try {
            while (true) {
                Line line = new Line(listener.accept(), new Socket(InetAddress.getLoopbackAddress(), server));
                Thread.ofVirtual().start(line::ask);
                Thread.ofVirtual().start(line::answer);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean muted;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void ask() {
            carry(client, server, true);
        }

        void answer() {
            carry(server, client, false);
        }

        private void carry(Socket from, Socket to, boolean asking) {
            byte[] chunk = new byte[8_192];
            try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    if (asking && said(chunk, read)) {
                        word = null;
                        if (cut == Cut.BEFORE_THE_SERVER_HEARS) {
                            return;
                        }
                        muted = true;
                    }
                    if (!asking && muted) {
                        return;
                    }
                    out.write(chunk, 0, read);
                }
            } catch (IOException e) {
                // The other end is gone.
            }
        }

        private boolean said(byte[] chunk, int length) {
            byte[] wanted = word;
            return wanted != null && new String(chunk, 0, length, StandardCharsets.ISO_8859_1)
                    .contains(new String(wanted, StandardCharsets.US_ASCII));
        }
    }
}
