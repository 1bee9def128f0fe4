package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the sample textbook promises. Reads it as it lies in the jar. */
class SampleTextbookTest {
    private static final String FOLDER = "/sample/physical-ai/";
    private static final Pattern HEADING = Pattern.compile("(?m)^#{2,3} (.+?) \\{#([a-z0-9-]+)}$");

    private final List<String> files = text(FOLDER + "files.txt").lines().toList();
    private final List<String> chapters = files.stream().filter(file -> !file.equals("index.md")).toList();

    @Test
    void itsListBeginsWithTheIndexAndEveryFileOnItExists() {
        assertThat(files.getFirst()).isEqualTo("index.md");
        assertThat(files).allSatisfy(file -> assertThat(text(FOLDER + file)).startsWith("---\ntitle: "));
    }

    @Test
    void everyChapterIsAboutFifteenHundredWordsLong() {
        assertThat(chapters).allSatisfy(chapter -> {
            var body = text(FOLDER + chapter).split("\n---\n", 2)[1];
            assertThat(body.split("\\s+").length).as(chapter).isBetween(1300, 1800);
        });
    }

    @Test
    void itHasEightChaptersNumberedInTheOrderOfTheList() {
        assertThat(chapters).hasSize(8);
        assertThat(IntStream.range(0, 8).boxed().toList())
                .allSatisfy(i -> assertThat(text(FOLDER + chapters.get(i))).contains("\nsidebar_position: " + (i + 1) + "\n"));
    }

    @Test
    void everyChapterClosesWithThreeQuestions() {
        assertThat(chapters).allSatisfy(chapter -> assertThat(
                text(FOLDER + chapter).split("## Check yourself \\{#check-yourself}\n")[1].lines()
                        .filter(line -> line.matches("\\d\\. .+")))
                .hasSize(3));
    }

    @Test
    void everyHeadingCarriesAnAnchorAndNoAnchorStandsTwiceInAChapter() {
        assertThat(chapters).allSatisfy(chapter -> {
            var prose = text(FOLDER + chapter).replaceAll("(?s)```.*?```", "");
            var anchors = HEADING.matcher(prose).results().map(heading -> heading.group(2)).toList();
            assertThat(prose.lines().filter(line -> line.startsWith("#"))).as(chapter).hasSameSizeAs(anchors);
            assertThat(anchors).as(chapter).doesNotHaveDuplicates();
        });
    }

    private static String text(String resource) {
        try (var in = SampleTextbookTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
