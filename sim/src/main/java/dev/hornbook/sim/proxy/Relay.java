package dev.hornbook.sim.proxy;

import dev.hornbook.sim.compute.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Carries bytes between a client and PostgreSQL until either side ends; it never looks into them. */
final class Relay {

    private static final int CHUNK = 16 * 1024;

    private final Socket client;
    private final ClientChannel channel;
    private final Backend backend;

    Relay(ClientChannel channel, Backend backend) {
        this.client = channel.socket();
        this.channel = channel;
        this.backend = backend;
    }

    /** Returns when both directions have ended and both connections are closed. */
    void run() throws InterruptedException {
        Thread answers = Thread.ofVirtual().name("hornbook-sim-answers").start(this::answer);
        ask();
        answers.join();
    }

    /** A compute that takes nothing more may have said its last words, so only the client's end is the end of both. */
    private void ask() {
        byte[] chunk = new byte[CHUNK];
        while (true) {
            int read = arrived(chunk);
            if (read < 0) {
                close();
                return;
            }
            try {
                pass(chunk, read, backend.stream().output());
            } catch (IOException e) {
                return;
            }
        }
    }

    private int arrived(byte[] chunk) {
        try {
            return channel.stream().input().read(chunk);
        } catch (IOException e) {
            return -1;
        }
    }

    private void answer() {
        byte[] chunk = new byte[CHUNK];
        InputStream from = backend.stream().input();
        try {
            for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
                pass(chunk, read, channel.stream().output());
            }
        } catch (IOException e) {
            // A broken connection ends the relay as an orderly end does.
        } finally {
            close();
        }
    }

    private static void pass(byte[] chunk, int length, OutputStream to) throws IOException {
        to.write(chunk, 0, length);
        to.flush();
    }

    /** One end closed closes the other, which also ends the other direction's read. */
    private void close() {
        try {
            backend.close();
        } catch (IOException e) {
            // Already gone.
        }
        try {
            client.close();
        } catch (IOException e) {
            // Already gone.
        }
    }
}
