package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on Lucene, and what comes of its being on disk. */
class LuceneIndexTest extends PassageIndexContract {
    @TempDir
    Path directory;

    @Override
    PassageIndex empty() {
        return LuceneIndex.inMemory();
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIndexOfWhichAnyFileIsLostOrCutShortIsBegunAnew(boolean lost) throws IOException {
        int i = 0;
        for (List<Path> files = filled(); i < files.size(); i++, files = filled()) {
            if (lost) {
                Files.delete(files.get(i));
            } else {
                Files.write(files.get(i), Arrays.copyOf(Files.readAllBytes(files.get(i)), (int) Files.size(files.get(i)) / 2));
            }
            try (var index = LuceneIndex.in(directory)) {
                assertThat(index.contents().size()).as("%s", files.get(i)).isIn(0, 50);
                index.update(List.of(passage(999, "new")), List.of());
                assertThat(ids(index, words("new"))).contains(id(999));
            }
        }
    }

    private List<Path> filled() throws IOException {
        try (var index = LuceneIndex.in(directory)) {
            index.update(IntStream.range(0, 50).mapToObj(n -> embedded(n, "book", "kept")).toList(), List.of(id(999)));
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("write.lock")).sorted().toList();
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
