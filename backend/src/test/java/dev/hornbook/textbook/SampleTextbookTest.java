package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the sample textbook and its labelled questions promise each other. Reads them as they lie in the jar. */
class SampleTextbookTest {
    private static final String FOLDER = "/sample/physical-ai/";
    private static final Pattern HEADING = Pattern.compile("(?m)^#{2,3} (.+?) \\{#([a-z0-9-]+)}$");
    private static final Set<String> STOP_WORDS = Set.of(("a an and are be by can do does for from has have how if in is it its of off on"
            + " or than that the their to what when where which who why with").split(" "));

    private final List<String> files = text(FOLDER + "files.txt").lines().toList();
    private final List<String> chapters = files.stream().filter(file -> !file.equals("index.md")).toList();
    private final Map<String, String> titles = titles();
    private final List<String[]> questions = text("/sample/questions.tsv").lines().filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t")).toList();

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

    @Test
    void everyAnswerableQuestionPointsAtASection() {
        var answerable = answerable();
        assertThat(answerable).hasSizeGreaterThanOrEqualTo(30);
        assertThat(answerable).allSatisfy(question -> assertThat(titles).as(question[0]).containsKey(question[1]));
    }

    @Test
    void aThirdOfTheAnswerableQuestionsShareNoWordWithTheirSectionsTitle() {
        var answerable = answerable();
        var apart = answerable.stream().filter(question -> {
            var shared = words(question[0]);
            shared.retainAll(words(titles.get(question[1])));
            return shared.isEmpty();
        }).count();
        assertThat(apart * 3).isGreaterThanOrEqualTo(answerable.size());
    }

    @Test
    void someQuestionsHaveNoAnswerInTheBook() {
        var kinds = questions.stream().map(question -> question[1]).filter(label -> label.startsWith("none:"))
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
        assertThat(kinds).containsOnlyKeys("none:own", "none:foreign");
        assertThat(kinds.values()).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(6));
    }

    private List<String[]> answerable() {
        return questions.stream().filter(question -> !question[1].startsWith("none:")).toList();
    }

    private Map<String, String> titles() {
        var found = new HashMap<String, String>();
        for (var chapter : chapters) {
            HEADING.matcher(text(FOLDER + chapter)).results().forEach(
                    heading -> found.put(chapter.replace(".md", "") + "#" + heading.group(2), heading.group(1)));
        }
        return found;
    }

    /** The content words, cut to four letters, so that "step" and "steps", "walk" and "walking" count as shared. */
    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty() && !STOP_WORDS.contains(word))
                .map(word -> word.substring(0, Math.min(word.length(), 4))).collect(Collectors.toCollection(TreeSet::new));
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
