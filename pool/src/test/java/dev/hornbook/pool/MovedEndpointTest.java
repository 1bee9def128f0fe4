package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An endpoint's name leads to another address than before. The JVM must not remember names for this: {@code -Dsun.net.inetaddr.ttl=0}. */
@Tag("integration")
class MovedEndpointTest {
    /** Linux answers for all of 127.0.0.0/8. */
    private static final String OLD = "127.0.0.2";
    private static final String NEW = "127.0.0.1";
    private static Simulator neon;

    @BeforeAll
    static void start() {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    private static NeonSettings settings(String host) {
        return NeonSettings.of(neon.url().replace("@localhost:", "@" + host + ":")).maximumSize(2).trustedFor(Duration.ZERO);
    }

    @Test
    void aNewConnectionGoesWhereTheNameLeadsNowWhileOpenOnesWorkOn() throws Exception {
        String host = neon.endpoint() + ".localhost";
        MovedNames.lead(host, OLD);
        try (OldAddress old = new OldAddress(); var db = NeonDataSource.open(settings(host))) {
            try (Connection before = db.getConnection()) {
                MovedNames.lead(host, NEW);
                try (Connection after = db.getConnection()) {
                    assertThat(Database.text(before, "select 1")).isEqualTo("1");
                    assertThat(Database.text(after, "select 1")).isEqualTo("1");
                }
            }
            assertThat(old.lines).as("connections by way of the old address").hasSize(1);
        }
    }

    @Test
    void whenTheOldAddressIsGoneTheNextCallerSeesNothing() throws Exception {
        String host = neon.endpoint() + ".localhost";
        MovedNames.lead(host, OLD);
        try (OldAddress old = new OldAddress(); var db = NeonDataSource.open(settings(host))) {
            assertThat(Database.one(db)).isEqualTo(1);
            assertThat(old.lines).hasSize(1);
            MovedNames.lead(host, NEW);
            old.vanish();
            assertThat(Database.one(db)).isEqualTo(1);
            assertThat(db.snapshot().counters().attempts()).isEqualTo(2);
            assertThat(db.snapshot().counters().failed()).isZero();
        }
    }

    /** Leads to the simulator, by the same port of another address. */
    private static final class OldAddress implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(neon.port(), 50, InetAddress.getByName(OLD));
        private final Queue<Socket> lines = new ConcurrentLinkedQueue<>();

        OldAddress() throws IOException {
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = listener.accept();
                    Socket server = new Socket(InetAddress.getByName(NEW), neon.port());
                    lines.add(client);
                    Thread.ofVirtual().start(() -> carry(client, server));
                    Thread.ofVirtual().start(() -> carry(server, client));
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private static void carry(Socket from, Socket to) {
            try (from; to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // The other end is gone.
            }
        }

        @Override
        public void close() throws IOException {
            vanish();
        }

        void vanish() throws IOException {
            listener.close();
            for (Socket line : lines) {
                line.close();
            }
        }
    }
}
