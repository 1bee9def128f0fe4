package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.start.Hornbook.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    /** Nine processes, one after the other. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aForeignTreeIsReadInAndAskedWithoutAServeAndBesideOne() throws IOException {
        readsItInAlone();
        try (Hornbook hornbook = Hornbook.serve(directory, Map.of()); Reader reader = Reader.at(hornbook.address())) {
            asksBeside();
            readsInBeside(reader);
            takesAwayBeside(reader);
            assertThat(hornbook.errors()).doesNotContain("WARN", "ERROR");
        }
    }

    /** Where nobody serves, a command brings the database up and down itself. */
    private void readsItInAlone() {
        Ended first = Hornbook.run(directory, Map.of(), "ingest", docs.toString());
        assertThat(first.code()).as(first.everything()).isZero();
        assertThat(first.output()).contains("The Lighthouse Handbook", "revision 1", "3 new");

        assertThat(ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(command -> command.contains(directory.toString()));
        assertThat(directory.resolve(".hornbook")).satisfies(home -> {
            assertThat(home.resolve("database-url")).doesNotExist();
            assertThat(home.resolve("owner")).doesNotExist();
        });
    }

    private void asksBeside() {
        Ended answer = Hornbook.run(directory, Map.of(), "ask", QUESTION);
        assertThat(answer.code()).as(answer.everything()).isZero();
        assertThat(answer.output()).contains(SAYS, "[1]", "(lighthouse/guide/lamp#flashing)");

        Ended none = Hornbook.run(directory, Map.of(), "ask", "Who won the 1954 football world cup?");
        assertThat(none.code()).as(none.everything()).isEqualTo(1);
    }

    /** A page gone, a book new, and the rest as before: what serves shows it at once. */
    private void readsInBeside(Reader reader) throws IOException {
        Files.delete(docs.resolve("guide/horn.md"));
        Path tides = Files.writeString(directory.resolve("tides.md"), "# Tides\n\nThe spring tide comes two days after the full moon.\n");

        Ended again = Hornbook.run(directory, Map.of(), "ingest", docs.toString(), tides.toString());

        assertThat(again.code()).as(again.everything()).isZero();
        assertThat(again.output()).contains("0 new, 0 changed, 1 gone, 2 as before", "Tides", "The running serve shows it now");
        Patience.until(SHOWN, () -> reader.get("/api/v1/textbooks/lighthouse/chapters/guide/horn").status(), status -> status == 404);
        assertThat(reader.get("/api/v1/textbooks/lighthouse/chapters/guide/lamp").status()).isEqualTo(200);
        Patience.until(SHOWN, () -> reader.get("/api/v1/textbooks/tides").status(), status -> status == 200);
        assertThat(reader.get("/api/v1/search?q=moon&textbook=tides").expect(200).body()).contains("spring tide");
    }

    private void takesAwayBeside(Reader reader) {
        Ended unasked = Hornbook.run(directory, Map.of(), "remove", "tides");
        assertThat(unasked.code()).isEqualTo(2);
        assertThat(unasked.errors()).contains("'./hornbook remove tides --yes'");
        Ended unknown = Hornbook.run(directory, Map.of(), "remove", "tide", "--yes");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.errors()).contains("There is no book tide.", "lighthouse, tides");
        assertThat(reader.get("/api/v1/textbooks/tides").status()).isEqualTo(200);

        Ended gone = Hornbook.run(directory, Map.of(), "remove", "tides", "--yes");
        assertThat(gone.code()).as(gone.everything()).isZero();
        assertThat(gone.output()).contains("Tides is gone.").doesNotContain("No book is left");
        Patience.until(SHOWN, () -> reader.get("/api/v1/textbooks/tides").status(), status -> status == 404);
        assertThat(reader.get("/api/v1/search?q=moon").expect(200).body()).doesNotContain("spring tide");
    }
}
