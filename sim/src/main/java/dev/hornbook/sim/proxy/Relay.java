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
        Thread answers = Thread.ofVirtual().name("hornbook-sim-answers")
                .start(() -> carry(backend.stream().input(), channel.stream().output()));
        carry(channel.stream().input(), backend.stream().output());
        answers.join();
    }

    private void carry(InputStream from, OutputStream to) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
                to.write(chunk, 0, read);
                to.flush();
            }
        } catch (IOException e) {
            // A broken connection ends the relay as an orderly end does.
        } finally {
            close();
        }
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
