package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
