package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a service ends that is asked to for the second time. */
@Tag("integration")
class LeavingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    /** One whose client stalls has 20 seconds. */
    @Test
    void whoeverIsInAHurryWaitsForNoRequestThatIsStillUnderWay() throws Exception {
        var service = new RunningService(db.url());
        try (var stalled = new Socket("127.0.0.1", service.port())) {
            stalled.getOutputStream().write("""
                                            POST /api/v1/conversations HTTP/1.1\r
                                            Host: localhost\r
                                            Content-Length: 9\r
                                            \r
                                            {""".getBytes(StandardCharsets.US_ASCII));
            until(() -> service.get("/metrics").body().contains("hornbook_http_connections 2.0"));
            Thread closing = Thread.ofPlatform().start(service::close);
            until(() -> !listens(service.port()));

            service.hurry();

            assertThat(closing.join(PATIENCE)).isTrue();
        }
    }

    private interface Event {
        boolean came();
    }

    private static void until(Event event) {
        for (Instant end = Instant.now().plus(PATIENCE); !event.came();) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    private static boolean listens(int port) {
        try (var _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
