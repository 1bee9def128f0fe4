package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine behind {@link PassageIndex} promises. */
abstract class PassageIndexContract {
    /** An empty index; closed by the test. */
    abstract PassageIndex empty();

    static UUID id(int number) {
        return new UUID(0, number);
    }

    static IndexedPassage passage(int number, String text) {
        return new IndexedPassage(id(number), "book", "Heading " + number, text, Optional.empty());
    }

    static IndexedPassage embedded(int number, String book, String text) {
        return new IndexedPassage(id(number), book, "h", text, Optional.of(vector(number)));
    }

    static IndexQuery words(String text) {
        return new IndexQuery(text, "", Optional.empty(), Optional.empty(), 10);
    }

    static IndexQuery both(String text, int vector, int limit) {
        return new IndexQuery(text, "", Optional.of(vector(vector)), Optional.empty(), limit);
    }

    static List<UUID> ids(PassageIndex index, IndexQuery query) {
        return index.search(query).stream().map(Hit::passage).toList();
    }

    static float[] vector(int seed) {
        var random = new Random(seed);
        var vector = new float[TextEncoder.DIMENSION];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Vectors.unit(vector);
    }

    @Test
    void whatWasPutInIsFoundAndWhatWasTakenOutIsNot() {
        try (PassageIndex index = empty()) {
            index.update(List.of(passage(1, "zero moment point"), passage(2, "harmonic drive")), List.of());
            assertThat(ids(index, words("the moment"))).containsExactly(id(1));
            index.update(List.of(passage(1, "harmonic moment")), List.of(id(2)));
            assertThat(ids(index, words("harmonic"))).containsExactly(id(1));
            assertThat(index.contents()).containsOnlyKeys(id(1));
        }
    }

    @Test
    void contentsTellEveryPassageAndWhetherItHasItsVector() {
        try (PassageIndex index = empty()) {
            index.update(IntStream.range(0, 1_234).mapToObj(i -> i % 2 == 0 ? passage(i, "robot") : embedded(i, "book", "robot")).toList(),
                    List.of());
            assertThat(index.contents()).hasSize(1_234).allSatisfy((id, embedded) -> assertThat(embedded)
                    .isEqualTo(id.getLeastSignificantBits() % 2 == 1));
        }
    }

    @Test
    void meaningIsFoundWithoutACommonWord() {
        try (PassageIndex index = empty()) {
            index.update(IntStream.range(0, 200).mapToObj(i -> embedded(i, "book", "nothing")).toList(), List.of());
            Hit first = index.search(both("unheard", 17, 5)).getFirst();
            assertThat(first.passage()).isEqualTo(id(17));
            assertThat(first.similarity().orElseThrow()).isCloseTo(1, within(0.001));
        }
    }

    @Test
    void whatIsGoodByBothComesBeforeWhatIsBestByOne() {
        try (PassageIndex index = empty()) {
            // 1 and 2 are each the best by one; 3 is the second by both.
            float[] question = vector(1);
            IntStream.range(10, 20).forEach(i -> index
                    .update(List.of(new IndexedPassage(id(i), "book", "h", "another", Optional.of(near(question, 1, i)))), List.of()));
            index.update(List.of(
                    new IndexedPassage(id(1), "book", "h", "gyroscope gyroscope gyroscope", Optional.of(vector(11))),
                    new IndexedPassage(id(2), "book", "h", "nothing of the kind", Optional.of(question)),
                    new IndexedPassage(id(3), "book", "h", "gyroscope and others beside it stand here",
                            Optional.of(near(question, 0.5f, 99)))),
                    List.of());
            List<Hit> hits = index.search(both("gyroscope", 1, 3));
            assertThat(hits).extracting(Hit::passage).startsWith(id(3));
            assertThat(hits).extracting(Hit::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(hits.getFirst().score())
                    .isCloseTo(1.0 / (ReciprocalRank.K + 2) + 1 / (ReciprocalRank.K + 2 / ReciprocalRank.MEANING), within(1e-6));
            assertThat(hits.getFirst().similarity().orElseThrow()).isBetween(0.7, 0.99);
        }
    }

    private static float[] near(float[] vector, float noise, int seed) {
        float[] other = vector(seed);
        float[] sum = new float[vector.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = vector[i] + noise * other[i];
        }
        return Vectors.unit(sum);
    }

    @Test
    void oneBooksPassagesAreFoundByThemselves() {
        try (PassageIndex index = empty()) {
            index.update(List.of(embedded(1, "one", "robot"), embedded(2, "two", "robot")), List.of());
            for (Optional<float[]> vector : List.of(Optional.of(vector(1)), Optional.<float[]>empty())) {
                assertThat(ids(index, new IndexQuery("robot", "", vector, Optional.of("two"), 5))).containsExactly(id(2));
                assertThat(ids(index, new IndexQuery("unheard", "", vector, Optional.of("none"), 5))).isEmpty();
            }
        }
    }

    @Test
    void equalPassagesComeInTheOrderOfTheirIdsInEveryIndex() {
        var passages = new ArrayList<>(
                IntStream.range(0, 30).mapToObj(i -> new IndexedPassage(id(i), "book", "h", "robot", Optional.empty())).toList());
        for (int round = 0; round < 3; round++) {
            Collections.shuffle(passages, new Random(round));
            try (PassageIndex index = empty()) {
                passages.forEach(passage -> index.update(List.of(passage), List.of()));
                assertThat(ids(index, words("robot"))).isSorted().hasSize(10).startsWith(id(0));
            }
        }
    }

    @Test
    void aRareWordWeighsMoreThanACommonOne() {
        try (PassageIndex index = empty()) {
            index.update(IntStream.range(0, 20).mapToObj(i -> passage(i, i == 7 ? "gyroscope arm leg" : "robot arm leg")).toList(),
                    List.of());
            assertThat(ids(index, words("robot gyroscope"))).startsWith(id(7));
        }
    }

    @Test
    void aWordSaidInFewOthersAndOftenWeighsMore() {
        try (PassageIndex index = empty()) {
            index.update(List.of(passage(1, "robot " + "arm leg foot hand ".repeat(40)), passage(2, "robot arm"), passage(3, "arm leg")),
                    List.of());
            assertThat(ids(index, words("robot"))).containsExactly(id(2), id(1));
        }
    }

    @Test
    void aHeadingIsSearchedAndTheQuestionBeforeWeighsLess() {
        try (PassageIndex index = empty()) {
            index.update(List.of(new IndexedPassage(id(1), "book", "Capture point", "where it stops", Optional.empty()),
                    new IndexedPassage(id(2), "book", "Balance", "where it falls", Optional.empty())), List.of());
            assertThat(ids(index, words("capture"))).containsExactly(id(1));
            assertThat(ids(index, new IndexQuery("balance", "capture", Optional.empty(), Optional.empty(), 5))).containsExactly(id(2),
                    id(1));
        }
    }

    @Test
    void withoutVectorsWordsAloneDecide() {
        try (PassageIndex index = empty()) {
            index.update(List.of(passage(1, "robot"), passage(2, "arm")), List.of());
            assertThat(index.search(both("robot", 1, 5))).singleElement()
                    .satisfies(hit -> assertThat(hit.passage()).isEqualTo(id(1)))
                    .satisfies(hit -> assertThat(hit.similarity()).isEqualTo(OptionalDouble.empty()));
        }
    }

    @Test
    void aPassageThatHasNoVectorYetDoesNotLoseToWorseOnesThatDo() {
        try (PassageIndex index = empty()) {
            var passages = new ArrayList<>(IntStream.range(1, 40).mapToObj(i -> embedded(i, "book", "nothing")).toList());
            passages.add(passage(50, "robot"));
            index.update(passages, List.of());
            assertThat(ids(index, both("robot", 3, 5))).startsWith(id(50));
        }
    }

    @Test
    void noMoreComeThanAreAskedForHoweverManyAre() {
        try (PassageIndex index = empty()) {
            index.update(IntStream.range(0, 120).mapToObj(i -> embedded(i, "book", "robot")).toList(), List.of());
            assertThat(index.search(both("robot", 1, 3))).hasSize(3);
            assertThat(index.search(both("robot", 1, 100))).hasSize(100).extracting(Hit::passage).doesNotHaveDuplicates();
            assertThat(index.search(new IndexQuery("robot", "", Optional.empty(), Optional.empty(), 100))).hasSize(100);
        }
    }

    @Test
    void aQuestionWithoutAWordFindsNothingAndFailsNothing() {
        try (PassageIndex index = empty()) {
            index.update(List.of(passage(1, "robot"), passage(2, "?")), List.of());
            for (String text : List.of("", "?", "🤖", "a".repeat(4_000), "AND OR NOT (", "\u0000")) {
                assertThat(index.search(words(text))).isEmpty();
            }
        }
    }

    @Test
    void anEmptyIndexFindsNothing() {
        try (PassageIndex index = empty()) {
            assertThat(index.search(both("robot", 1, 5))).isEmpty();
            assertThat(index.contents()).isEmpty();
            index.flush();
        }
    }
}
