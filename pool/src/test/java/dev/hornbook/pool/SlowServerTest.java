package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornbook.pool.Fault.Connecting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Servers that take a connection and fall silent, on the wire; whatever phase it is, one deadline ends the attempt. */
class SlowServerTest {
    private static final Duration DEADLINE = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Says its piece to whoever comes, and no more. */
    private static final class Mute implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
        private final byte[] piece;

        Mute(int... piece) throws IOException {
            this.piece = new byte[piece.length];
            for (int i = 0; i < piece.length; i++) {
                this.piece[i] = (byte) piece[i];
            }
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            try {
                while (true) {
                    Socket client = listener.accept();
                    clients.add(client);
                    client.getInputStream().read();
                    client.getOutputStream().write(piece);
                }
            } catch (IOException e) {
                // It was closed.
            }
        }

        String url(String mode) {
            return "postgresql://u:p@127.0.0.1:" + listener.getLocalPort() + "/d?sslmode=" + mode;
        }

        @Override
        public void close() throws IOException {
            listener.close();
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static void timesOut(String url) {
        try (var db = NeonDataSource.open(NeonSettings.of(url).connectDeadline(DEADLINE))) {
            PoolTransientException e = catchThrowableOfType(PoolTransientException.class, db::getConnection);
            assertThat(e.reason().kind()).isEqualTo(Connecting.TIMED_OUT);
            assertThat(e.snapshot().state()).isEqualTo(PoolState.DOWN);
            awaitCut(db);
        }
    }

    /** The attempt is given up at its deadline, and its thread is gone a moment later; meanwhile the prober may have begun the next. */
    private static void awaitCut(NeonDataSource db) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (db.snapshot().opening() > 1) {
            assertThat(System.nanoTime() - limit).as("the attempt was cut").isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void anSslRequestThatIsNeverAnsweredEndsAtTheDeadline() throws IOException {
        try (Mute server = new Mute()) {
            timesOut(server.url("require"));
        }
    }

    @Test
    void aTlsHandshakeThatStandsStillEndsAtTheDeadline() throws IOException {
        try (Mute server = new Mute('S')) {
            timesOut(server.url("require"));
        }
    }

    @Test
    void anAuthenticationThatStandsStillEndsAtTheDeadline() throws IOException {
        // AuthenticationSASL with SCRAM-SHA-256, and then nothing.
        int[] sasl = {'R', 0, 0, 0, 23, 0, 0, 0, 10, 'S', 'C', 'R', 'A', 'M', '-', 'S', 'H', 'A', '-', '2', '5', '6', 0, 0};
        try (Mute server = new Mute(sasl)) {
            timesOut(server.url("disable"));
        }
    }
}
