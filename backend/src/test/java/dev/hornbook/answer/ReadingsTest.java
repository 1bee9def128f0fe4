package dev.hornbook.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.retrieval.Evidence;
import dev.hornbook.retrieval.Findings;
import dev.hornbook.retrieval.Found;
import dev.hornbook.retrieval.Question;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelves;
import dev.hornbook.textbook.TextSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    /** Two sections of ten passages, each of 300 words, which are its tokens here. */
    private final List<Place> places = List.copyOf(Shelves.of(ReadingsTest::words, new TextSource("book").with("a.md",
            "# T\n\n## One\n\n" + section("a") + "\n\n## Two\n\n" + section("b"))).places());

    private static String section(String letter) {
        return IntStream.range(0, 10).mapToObj(i -> (letter + i + " ").repeat(300).strip()).collect(Collectors.joining("\n\n"));
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private List<String> read(String... found) {
        List<Found> passages = Stream.of(found)
                .map(name -> places.stream().filter(place -> name(place).equals(name)).findFirst().orElseThrow())
                .map(place -> new Found(place, 1, OptionalDouble.empty())).toList();
        var findings = new Findings(Question.of("?"), passages, new Evidence(1, 1, false, OptionalDouble.empty()), Optional.empty(),
                Map.of());
        return new Readings(ReadingsTest::words).of(findings).stream().map(ReadingsTest::name).toList();
    }

    private static String name(Place place) {
        return place.passage().text().split(" ")[0];
    }

    @Test
    void theBestSectionComesFirstAndEachReadsAsTheBookDoes() {
        assertThat(read("b7", "a1", "b5", "b0", "b1", "b2")).containsExactly("b0", "b1", "b2", "b5", "b6", "b7", "b8", "a0", "a1", "a2");
    }

    @Test
    void whatIsNearestIsAddedFirstUntilTheRoomIsFull() {
        assertThat(read("a0")).containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");
        assertThat(read("a4", "b4")).containsExactly("a2", "a3", "a4", "a5", "a6", "b2", "b3", "b4", "b5", "b6");
    }

    @Test
    void noMoreThanSixOfThoseFoundAreRead() {
        assertThat(read("a0", "a2", "a4", "a6", "a8", "b9", "b0")).doesNotContain("b0");
    }
}
