package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More than the database can take: some wait, the rest are told when to come back, and what needs no database goes on. */
@Tag("integration")
class ApiAtTheLimitsTest {
    private static final int CROWD = 300;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    /** The service joins the pool that the test has for this database. */
    private static final int CONNECTIONS = db.pool().settings().maximumSize();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());
    @AutoClose
    private static final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final CompletionService<Reply> crowd = new ExecutorCompletionService<>(threads);

    @Test
    void aCrowdBeforeAStuckDatabaseIsServedLaterOrToldWhy() throws Exception {
        SignedInReader ann = service.signUp("ann");
        List<Reply> replies = new ArrayList<>();

        try (Connection login = db.login(); Statement statement = login.createStatement()) {
            stick(login, statement);
            for (int i = 0; i < CROWD; i++) {
                crowd.submit(() -> ann.get("/api/v1/conversations"));
            }
            awaitAllConnectionsOut();
            // Nothing of this is held up by those who wait.
            for (String path : List.of("/api/v1/textbooks", "/api/v1/search?q=capture+point", "/health/live", "/health/ready",
                    "/health/database", "/metrics")) {
                assertThat(service.get(path).status()).as(path).isEqualTo(200);
            }
            assertThat(ann.get("/api/v1/me").status()).isEqualTo(200);
            while (replies.size() < CROWD - CONNECTIONS) {
                replies.add(crowd.take().get());
            }
            assertThat(replies).extracting(Reply::status).containsOnly(503);
            login.rollback();
            while (replies.size() < CROWD) {
                replies.add(crowd.take().get());
            }
        }

        assertThat(replies).extracting(Reply::status).containsOnly(200, 503).contains(200);
        assertThat(replies).filteredOn(reply -> reply.status() == 503).allSatisfy(reply -> {
            assertThat(reply.code()).isEqualTo("database-unavailable");
            assertThat(reply.json().path("detail").asText()).isNotBlank();
            assertThat(reply.json().path("retryAfter").asLong()).isPositive();
            assertThat(reply.header("retry-after")).isPresent();
        });
        assertThat(ann.get("/api/v1/conversations").status()).as("afterwards").isEqualTo(200);
        service.awaitNoConnectionInHand();
    }

    private static void stick(Connection login, Statement statement) throws SQLException {
        login.setAutoCommit(false);
        statement.execute("lock table conversation in access exclusive mode");
    }

    private static void awaitAllConnectionsOut() {
        while (service.database().path("connections").path("active").asInt() < CONNECTIONS) {
            Thread.onSpinWait();
        }
    }
}
