package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import dev.hornbook.start.Hornbook.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A foreign tree of Markdown, read in by one process and answered from by others. */
@Tag("integration")
class BookTest {
    private static final Duration SHOWN = Duration.ofSeconds(5);
    private static final String QUESTION = "How often does the lighthouse lamp flash?";
    private static final String SAYS = "eleven seconds";

    @TempDir
    private Path directory;

    private Path docs;

    @BeforeEach
    void write() throws IOException {
        docs = Files.createDirectories(directory.resolve("lighthouse/guide")).getParent();
        Files.writeString(docs.resolve("index.md"), """
                                                    ---
                                                    title: The Lighthouse Handbook
                                                    ---
                                                    # The Lighthouse Handbook

                                                    For those who keep a lighthouse on a rocky coast.
                                                    """);
        Files.writeString(docs.resolve("guide/lamp.mdx"),
                """
                import Tabs from '@theme/Tabs';

                # The lamp

                ## Flashing

                The lighthouse lamp flashes once every eleven seconds, so that sailors can tell it from its neighbours.
                """);
        Files.writeString(docs.resolve("guide/horn.md"), """
                                                         # The foghorn

                                                         In fog the foghorn sounds two blasts a minute.
                                                         """);
    }

    @Test
    void whatIsReadInBesideARunningServeIsShownThereAtOnce() throws IOException {
        try (Hornbook hornbook = Hornbook.serve(directory, Map.of()); Reader reader = Reader.at(hornbook.address())) {
            Ended first = Hornbook.run(directory, Map.of(), "ingest", docs.toString());
            assertThat(first.code()).as(first.everything()).isZero();
            assertThat(first.output()).contains("The Lighthouse Handbook", "revision 1", "3 new");
            Patience.until(SHOWN, () -> reader.get("/api/v1/textbooks/lighthouse").status(), status -> status == 200);
            assertThat(reader.get("/api/v1/search?q=lamp&textbook=lighthouse").expect(200).body()).contains(SAYS);

            Ended answer = ask(Map.of(), QUESTION);
            assertThat(answer.code()).as(answer.everything()).isZero();
            assertThat(answer.output()).contains(SAYS, "[1]", "(lighthouse/guide/lamp#flashing)");
            Ended none = ask(Map.of(), "Who won the 1954 football world cup?");
            assertThat(none.code()).as(none.everything()).isEqualTo(1);

            Files.delete(docs.resolve("guide/horn.md"));
            Ended again = Hornbook.run(directory, Map.of(), "ingest", docs.toString());
            assertThat(again.output()).contains("1 gone, 2 as before");
            Patience.until(SHOWN, () -> reader.get("/api/v1/textbooks/lighthouse/chapters/guide/horn").status(), status -> status == 404);
            assertThat(reader.get("/api/v1/textbooks/lighthouse/chapters/guide/lamp").status()).isEqualTo(200);
            assertThat(hornbook.errors()).doesNotContain("WARN", "ERROR");
        }
    }

    @Test
    void whatIsReadInElsewhereIsAnsweredFromAtTheNextQuestion() {
        try (Simulator neon = Simulator.start(SimulatorSettings.temporary());
                Hornbook hornbook = Hornbook.serve(directory, environment(neon, "here"));
                Reader reader = Reader.signedUpAt(hornbook.address())) {
            Ended ingest = Hornbook.run(directory, environment(neon, "elsewhere"), "ingest", docs.toString());
            assertThat(ingest.code()).as(ingest.everything()).isZero();
            assertThat(reader.get("/api/v1/textbooks/lighthouse").status()).isEqualTo(404);

            JsonNode answer = reader.ask(reader.conversation(), QUESTION);

            assertThat(answer.get("text").asText()).contains(SAYS);
            assertThat(answer.at("/citations/0/anchor").asText()).isEqualTo("guide/lamp#flashing");
        }
    }

    @Test
    void withoutServeTheCommandsBringTheDatabaseUpAndDownThemselves() {
        assertThat(Hornbook.run(directory, Map.of(), "ingest", docs.toString()).code()).isZero();
        Ended unchanged = Hornbook.run(directory, Map.of(), "ingest", docs.toString());
        assertThat(unchanged.code()).isZero();
        assertThat(unchanged.output()).contains("revision 1", "0 new, 0 changed, 0 gone, 3 as before");

        assertThat(ask(Map.of(), QUESTION).output()).contains(SAYS);

        assertThat(ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(command -> command.contains(directory.toString()));
        assertThat(directory.resolve(".hornbook")).satisfies(home -> {
            assertThat(home.resolve("database-url")).doesNotExist();
            assertThat(home.resolve("owner")).doesNotExist();
        });
    }

    private Ended ask(Map<String, String> environment, String question) {
        return Hornbook.run(directory, environment, "ask", question);
    }

    private Map<String, String> environment(Simulator neon, String home) {
        return Map.of("DATABASE_URL", neon.url(), "HORNBOOK_SECRET", "a secret of more than thirty-two characters", "HORNBOOK_HOME",
                directory.resolve(home).toString());
    }
}
