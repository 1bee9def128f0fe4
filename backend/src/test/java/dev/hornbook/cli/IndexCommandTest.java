package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.cli.CommandLineFixture.Ended;
import dev.hornbook.config.Environment;
import dev.hornbook.config.Home;
import dev.hornbook.config.Ownership;
import dev.hornbook.retrieval.WordPiece;
import dev.hornbook.testing.StubQdrant;
import dev.hornbook.testing.TestDatabase;
import dev.hornbook.textbook.Ingestion;
import dev.hornbook.textbook.Progress;
import dev.hornbook.textbook.TextSource;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code index rebuild}, alone and through a service that runs, and a service with Qdrant from end to end. */
@Tag("integration")
@TestMethodOrder(MethodName.class)
class IndexCommandTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final StubQdrant qdrant = new StubQdrant();
    private static RunningService service;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        // A book of four passages: the sample takes a while to embed.
        new Ingestion(db.database(), WordPiece.ofModel()).ingest(new TextSource("robots").with("a.md", "# Balance\n\nA gyroscope drifts.")
                .with("b.md", "# Batteries\n\nLithium cells age.").with("c.md", "# Hands\n\nFingers hold.")
                .with("d.md", "# Feet\n\nFeet stand."), Optional.empty(), Progress.SILENT);
        service = new RunningService(db.url(), Map.of("QDRANT_URL", qdrant.url()));
        service.awaitIndexed();
        await(() -> index().path("answers").asText().equals("QDRANT"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void await(BooleanSupplier condition) {
        for (Instant end = Instant.now().plus(LIMIT); !condition.getAsBoolean() && Instant.now().isBefore(end);) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).as(service.indexDescription()).isTrue();
    }

    /** What health says of the index. */
    private static JsonNode index() {
        return service.get("/health").json().at("/checks/3/data");
    }

    private static int found() {
        Reply reply = service.get("/api/v1/search?q=gyroscope");
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().findValues("anchor").size();
    }

    private Ended rebuild(Path home, String... variables) {
        var set = new HashMap<>(Map.of("DATABASE_URL", db.url(), "HORNBOOK_HOME", home.toString()));
        for (int i = 0; i < variables.length; i += 2) {
            set.put(variables[i], variables[i + 1]);
        }
        return CommandLineFixture.run(directory, set, "index", "rebuild");
    }

    @Test
    void aServiceWithQdrantAsksItAndGoesOnWithoutIt() {
        long asked = qdrant.calls("Query");
        assertThat(found()).isPositive();
        assertThat(qdrant.calls("Query")).isEqualTo(asked + 1);
        assertThat(service.indexDescription()).contains("Lucene").contains("Qdrant answers");
        qdrant.stop();
        assertThat(found()).isPositive();
        assertThat(index().path("answers").asText()).isEqualTo("LUCENE");
        assertThat(index().at("/reason/kind").asText()).isEqualTo("DOWN");
        assertThat(service.get("/health").status()).isEqualTo(200);
        assertThat(service.indexDescription()).contains("Qdrant is away, and Lucene answers: Qdrant does not answer");
        qdrant.start();
        await(() -> index().path("answers").asText().equals("QDRANT"));
    }

    @Test
    void theRunningServiceMakesBothAgain() {
        String before = qdrant.aliases().values().iterator().next();
        Ended ended = rebuild(service.home());
        assertThat(ended.text()).contains("Lucene's index is made again, with ").contains("Qdrant's too, with ");
        assertThat(ended.code()).isEqualTo(ExitCode.FINE);
        assertThat(qdrant.aliases().values()).doesNotContain(before).hasSize(1);
        assertThat(service.home().resolve("index-rebuild")).doesNotExist();
        assertThat(found()).isPositive();
    }

    @Test
    void whatFailsIsSaidWithACodeAndLuceneIsMadeAgainAllTheSame() {
        qdrant.stop();
        try {
            Ended ended = rebuild(service.home());
            assertThat(ended.text()).contains("! Lucene's index is made again").contains("Qdrant's is not, and Lucene answers")
                    .contains("goes on where it was");
            assertThat(ended.code()).isEqualTo(ExitCode.DEGRADED);
        } finally {
            qdrant.start();
        }
        await(() -> index().path("answers").asText().equals("QDRANT"));
    }

    @Test
    void withoutAServiceTheCommandDoesItItself() {
        Ended ended = rebuild(directory.resolve("alone"), "QDRANT_URL", qdrant.url());
        assertThat(ended.text()).contains("Lucene's index is made again, with ").contains("Qdrant's too, with ");
        assertThat(ended.code()).isEqualTo(ExitCode.FINE);
        assertThat(directory.resolve("alone/index")).isDirectoryContaining(found -> found.getFileName().toString().startsWith("lucene-"));
        // The service notices that its collection was replaced, and lets nobody see it.
        assertThat(found()).isPositive();
        await(() -> index().path("answers").asText().equals("QDRANT"));
    }

    @Test
    void withoutQdrantLuceneAloneIsMadeAgain() {
        Ended ended = rebuild(directory.resolve("alone"));
        assertThat(ended.text()).contains("Lucene's index is made again").doesNotContain("Qdrant");
        assertThat(ended.code()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void whatAServiceThatWasKilledLeftUndoneTheNextDoes() throws Exception {
        Path home = service.home();
        String before = qdrant.aliases().values().iterator().next();
        Files.writeString(home.resolve("index-rebuild"), "at\n3\n200\nQdrant");
        await(() -> !qdrant.aliases().containsValue(before) && new RebuildOrder(Home.at(home)).state()
                .filter(RebuildOrder.State.Ended.class::isInstance).isPresent());
        Files.delete(home.resolve("index-rebuild"));
    }

    @Test
    void whatNobodyHearsOfIsSaidAndNotWaitedForForEver() throws Exception {
        Path home = directory.resolve("deaf");
        try (Ownership deaf = Home.at(home).own().orElseThrow()) {
            assertThat(rebuild(home).text()).contains("is in use by another hornbook process");
            deaf.announce("hornbook serve, http://localhost:1");
            var variables = Map.of("DATABASE_URL", db.url(), "HORNBOOK_HOME", home.toString(), "HORNBOOK_SECRET",
                    CommandLineFixture.SECRET);
            var silent = new Console(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false, variables);
            var command = new IndexCommand(Environment.read(directory, variables), silent, _ -> null, 1);
            assertThatThrownBy(command::rebuild).hasMessageContaining("does not hear of it").hasMessageContaining("Start it again")
                    .extracting(failure -> ((UnusableException) failure).code()).isEqualTo(ExitCode.DEGRADED);
        }
    }

    @Test
    void aDatabaseThatCannotBeReadEndsWithTwo() {
        Ended ended = rebuild(directory.resolve("alone"), "DATABASE_URL", db.url().replaceFirst(":\\d+/", ":1/"));
        assertThat(ended.code()).as(ended.text()).isEqualTo(ExitCode.UNUSABLE);
    }
}
