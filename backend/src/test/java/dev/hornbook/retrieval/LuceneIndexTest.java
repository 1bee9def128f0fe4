package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest {
    @TempDir
    Path directory;

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static IndexedPassage passage(int number, String text) {
        return new IndexedPassage(id(number), "book", "Heading " + number, text, Optional.empty());
    }

    private static IndexQuery words(String text) {
        return new IndexQuery(text, "", Optional.empty(), Optional.empty(), 10);
    }

    private static List<UUID> ids(PassageIndex index, IndexQuery query) {
        return index.search(query).stream().map(Hit::passage).toList();
    }

    private static float[] vector(int seed) {
        var random = new Random(seed);
        var vector = new float[TextEncoder.DIMENSION];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Vectors.unit(vector);
    }

    @Test
    void whatWasPutInIsFoundAndWhatWasTakenOutIsNot() {
        try (var index = LuceneIndex.inMemory()) {
            index.update(List.of(passage(1, "zero moment point"), passage(2, "harmonic drive")), List.of());
            assertThat(ids(index, words("the moment"))).containsExactly(id(1));
            index.update(List.of(passage(1, "harmonic moment")), List.of(id(2)));
            assertThat(ids(index, words("harmonic"))).containsExactly(id(1));
            assertThat(index.contents()).containsOnlyKeys(id(1));
        }
    }

    @Test
    void meaningIsFoundWithoutACommonWord() {
        try (var index = LuceneIndex.inMemory()) {
            index.update(
                    IntStream.range(0, 200).mapToObj(i -> new IndexedPassage(id(i), "book", "h", "nothing", Optional.of(vector(i))))
                            .toList(),
                    List.of());
            Hit first = index.search(new IndexQuery("unheard", "", Optional.of(vector(17)), Optional.empty(), 5)).getFirst();
            assertThat(first.passage()).isEqualTo(id(17));
            assertThat(first.similarity().orElseThrow()).isBetween(0.999, 1.001);
        }
    }

    @Test
    void oneBooksPassagesAreFoundByThemselves() {
        try (var index = LuceneIndex.inMemory()) {
            index.update(List.of(new IndexedPassage(id(1), "one", "h", "robot", Optional.of(vector(1))),
                    new IndexedPassage(id(2), "two", "h", "robot", Optional.of(vector(2)))), List.of());
            assertThat(ids(index, new IndexQuery("robot", "", Optional.of(vector(1)), Optional.of("two"), 5))).containsExactly(id(2));
        }
    }

    @Test
    void equalPassagesComeInTheOrderOfTheirIdsInEveryIndex() {
        var passages = new ArrayList<>(
                IntStream.range(0, 30).mapToObj(i -> new IndexedPassage(id(i), "book", "h", "robot", Optional.empty())).toList());
        for (int round = 0; round < 3; round++) {
            Collections.shuffle(passages, new Random(round));
            try (var index = LuceneIndex.inMemory()) {
                passages.forEach(passage -> index.update(List.of(passage), List.of()));
                assertThat(ids(index, words("robot"))).isSorted().hasSize(10);
            }
        }
    }

    @Test
    void anIndexOnDiskIsThereAgainWithItsVectors() {
        try (var index = LuceneIndex.in(directory)) {
            index.update(List.of(passage(1, "kept"), new IndexedPassage(id(2), "book", "h", "kept", Optional.of(vector(2)))), List.of());
            index.flush();
        }
        try (var index = LuceneIndex.in(directory)) {
            assertThat(index.contents()).containsEntry(id(1), false).containsEntry(id(2), true);
            assertThat(ids(index, words("kept"))).hasSize(2);
        }
    }

    @Test
    void aBrokenIndexIsBegunAnew() throws IOException {
        try (var index = LuceneIndex.in(directory)) {
            index.update(List.of(passage(1, "kept")), List.of());
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("segments")).toList()) {
                Files.write(file, new byte[]{1, 2, 3});
            }
        }
        try (var index = LuceneIndex.in(directory)) {
            assertThat(index.contents()).isEmpty();
            index.update(List.of(passage(2, "new")), List.of());
            assertThat(ids(index, words("new"))).containsExactly(id(2));
        }
    }

    @Test
    void anIndexOfAnotherLayoutIsThrownAway() throws IOException {
        Files.createDirectories(directory.resolve("lucene-0-other/x"));
        LuceneIndex.in(directory).close();
        assertThat(directory.resolve("lucene-0-other")).doesNotExist();
    }

    @Test
    void rareWordsTellMoreThanCommonOnes() {
        try (var index = LuceneIndex.inMemory()) {
            index.update(IntStream.range(0, 20).mapToObj(i -> passage(i, i == 7 ? "robot gyroscope" : "robot")).toList(), List.of());
            assertThat(index.rarity("never")).isGreaterThan(index.rarity("gyroscop"));
            assertThat(index.rarity("gyroscop")).isGreaterThan(index.rarity("robot"));
            assertThat(index.rarity("robot")).isNotNegative();
        }
    }
}
