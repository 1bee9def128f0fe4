package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Clients that begin and do not go on: each holds a connection, and next to nothing else. */
@Tag("integration")
@Isolated("it weighs the heap")
class SlowClientsTest {
    private static final int CLIENTS = 2000;
    /** The middle one counts: a service that another test left behind may be loading a model meanwhile. */
    private static final int WEIGHINGS = 3;
    /** Of the heap, for both ends of a connection, since both are in this process. */
    private static final long MOST_BYTES_EACH = 64 * 1024;
    private static final int SOME_THREADS = 20;
    private static final Pattern CONNECTIONS = Pattern.compile("(?m)^hornbook_http_connections (\\d+)");

    private static final String HALF_A_HEAD = "GET /api/v1/textbooks HTTP/1.1\r\nHost: a\r\nX-Slow: ";
    private static final String HALF_A_BODY = "POST /api/auth/sign-in/email HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000\r\n\r\n{\"email\":";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());

    private final List<SocketChannel> clients = new ArrayList<>();

    @Test
    void twoThousandSlowClientsHoldNoThreadsAndLittleMemory() throws IOException {
        int threadsBefore = platformThreads();
        var bytesEach = new ArrayList<Long>();

        for (int i = 0; i < WEIGHINGS; i++) {
            beginAll();
            assertThat(service.get("/api/v1/textbooks").status()).isEqualTo(200);
            assertThat(platformThreads() - threadsBefore).isLessThan(SOME_THREADS);

            long withThem = heap();
            leave();
            bytesEach.add((withThem - heap()) / CLIENTS);
        }

        Collections.sort(bytesEach);
        assertThat(bytesEach.get(WEIGHINGS / 2)).as("bytes each, of %s", bytesEach).isLessThan(MOST_BYTES_EACH);
    }

    @Test
    void aClientThatLeavesInTheMiddleIsNoFaultOfOurs() throws IOException {
        clients.add(begin(HALF_A_BODY));
        awaitConnections(2);
        clients.removeLast().close();

        awaitLine("hornbook_http_requests_seconds_count{method=\"POST\",route=\"/api/auth/sign-in/email\",status=\"499\"}");
        assertThat(service.get("/metrics").body()).doesNotContain("status=\"500\"");
    }

    @AfterEach
    void leave() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        clients.clear();
        awaitConnections(0);
    }

    private static void awaitLine(String beginning) {
        while (service.get("/metrics").body().lines().noneMatch(line -> line.startsWith(beginning))) {
            Thread.onSpinWait();
        }
    }

    private void beginAll() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(begin(i % 2 == 0
                    ? HALF_A_HEAD
                    : HALF_A_BODY));
        }
        awaitConnections(CLIENTS);
    }

    private static SocketChannel begin(String request) throws IOException {
        var client = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
        client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return client;
    }

    /** Beside the one that asks. */
    private static void awaitConnections(int count) {
        int open;
        do {
            var gauge = CONNECTIONS.matcher(service.get("/metrics").body());
            assertThat(gauge.find()).isTrue();
            open = Integer.parseInt(gauge.group(1));
        } while (count == 0 ? open > 5 : open < count);
    }

    private static int platformThreads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
