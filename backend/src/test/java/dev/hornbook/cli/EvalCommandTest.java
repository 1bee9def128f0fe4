package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.cli.CommandLineFixture.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hornbook eval} on a book of two chapters. */
class EvalCommandTest {
    private static final String QUESTIONS = """
                                            {"id":"a","question":"How bright is the lamp?","sections":["light#lamp"],"half":"tuning"}
                                            {"id":"b","question":"Who blows during mist?","sections":["sound"],"half":"tuning"}
                                            {"id":"c","question":"What does a ticket to the tower cost?","half":"tuning"}
                                            {"id":"d","question":"How is the lamp lit?","sections":["light#lamp"],"half":"held"}
                                            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void aBookAndItsQuestions() throws Exception {
        Files.createDirectories(directory.resolve("book"));
        Files.writeString(directory.resolve("book/light.md"), "# Light\n\n## The lamp {#lamp}\n\nThe lamp has a thousand candles.\n");
        Files.writeString(directory.resolve("book/sound.md"), "# Sound\n\n## Fog {#fog}\n\nThe keeper sounds the horn in fog.\n");
        Files.writeString(directory.resolve("questions.jsonl"), QUESTIONS);
    }

    private Ended eval(String... more) {
        List<String> arguments = new ArrayList<>(List.of("eval", "--book", directory.resolve("book").toString(), "--set",
                directory.resolve("questions.jsonl").toString()));
        arguments.addAll(List.of(more));
        return CommandLineFixture.run(directory, Map.of(), arguments.toArray(String[]::new));
    }

    @Test
    void theThreeEnginesStandSideBySide() {
        Ended ended = eval("--vectors", directory.resolve("vectors").toString(), "--misses");
        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.text()).startsWith("questions.jsonl: 3 questions on 2 passages")
                .contains("2 answerable", "1 of them share no word",
                        "refusing 1")
                .containsPattern("(?m)^dense +\\d")
                .containsPattern("(?m)^hybrid +1\\.000 \\[0\\.000, 1\\.000]");
        assertThat(directory.resolve("vectors")).isNotEmptyFile();
        assertThat(eval("--vectors", directory.resolve("vectors").toString(), "--misses").text()).as("with vectors kept")
                .isEqualTo(ended.text());
    }

    @Test
    void aProgramReadsTheSameFigures() throws Exception {
        Ended ended = eval("--json", "--half", "all");
        JsonNode document = new ObjectMapper().readTree(ended.text());
        assertThat(document.path("passages").asInt()).isEqualTo(2);
        assertThat(document.at("/engines/hybrid/answerable/questions").asInt()).isEqualTo(3);
        assertThat(document.at("/engines/hybrid/answerable/recall5/value").asDouble()).isEqualTo(1);
        assertThat(document.at("/engines/bm25/refusing/f1").fieldNames()).toIterable().containsExactly("value", "low", "high");
        assertThat(document.at("/engines/dense/withoutSharedWords/questions").asInt()).isEqualTo(1);
    }

    @Test
    void whatCannotBeMeasuredIsSaid() throws Exception {
        assertThat(eval("--half", "left")).satisfies(ended -> {
            assertThat(ended.code()).isEqualTo(ExitCode.UNUSABLE);
            assertThat(ended.text()).contains("--half is tuning, held or all, not left");
        });
        Files.writeString(directory.resolve("questions.jsonl"), QUESTIONS.replace("light#lamp", "light#lantern"));
        assertThat(eval()).satisfies(ended -> {
            assertThat(ended.code()).isEqualTo(ExitCode.UNUSABLE);
            assertThat(ended.text()).contains("light#lantern").contains("Is it the book that they were written for?");
        });
        Files.writeString(directory.resolve("questions.jsonl"), "What?\n");
        assertThat(eval().text()).contains("Line 1 of questions.jsonl");
        Files.writeString(directory.resolve("vectors"), "no vectors");
        Files.writeString(directory.resolve("questions.jsonl"), QUESTIONS);
        assertThat(eval("--vectors", directory.resolve("vectors").toString()).text()).contains("cannot be read").contains("Delete it");
    }
}
