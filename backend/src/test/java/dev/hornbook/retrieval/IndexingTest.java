package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.database.Database;
import dev.hornbook.database.SystemTask;
import dev.hornbook.testing.TestDatabase;
import dev.hornbook.textbook.Ingestion;
import dev.hornbook.textbook.Library;
import dev.hornbook.textbook.Progress;
import dev.hornbook.textbook.Shelf;
import dev.hornbook.textbook.TextSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class IndexingTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final WordPiece WORDS = WordPiece.ofModel();
    @AutoClose
    private static final Embedder EMBEDDER = new Embedder();

    static {
        EMBEDDER.start();
    }

    @TempDir
    Path directory;
    @AutoClose
    private final TestDatabase db = TestDatabase.migrated();
    private final Database database = db.database();
    private final Ingestion ingestion = new Ingestion(database, WORDS);
    private final Library library = new Library(database);

    private void read(String text) {
        ingestion.ingest(new TextSource("robots").with("a.md", text).with("b.md", "# Batteries\n\nLithium cells age."), Optional.empty(),
                Progress.SILENT);
        library.refresh();
    }

    private List<String> titles(PassageIndex index, String words) {
        return index.search(new IndexQuery(words, "", EMBEDDER.question(words), Optional.empty(), 3)).stream()
                .map(hit -> library.shelf().place(hit.passage()).orElseThrow().section().title()).toList();
    }

    private long embedded() {
        return database.library()
                .query("select count(*) as n from passage where embedding_model = ?", row -> row.bigint("n"), EMBEDDER.model())
                .getFirst();
    }

    @Test
    void aBookThatIsReadInIsFoundByWordsAndThenByMeaning() throws Exception {
        try (var index = LuceneIndex.inMemory(); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            read("# Balance\n\nA gyroscope drifts.");
            assertThat(indexing.awaitSearchable(library.shelf(), LIMIT)).isTrue();
            assertThat(titles(index, "gyroscope")).contains("Balance");
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
            assertThat(indexing.state()).isEqualTo(new IndexState(2, 2, Embedder.State.READY, Optional.empty()));
            assertThat(embedded()).isEqualTo(2);
            assertThat(titles(index, "power supply")).startsWith("Batteries");
        }
    }

    @Test
    void aFailureIsToldAndTheIndexGoesOnAfterIt() throws Exception {
        var broken = new AtomicBoolean(true);
        try (var index = LuceneIndex.inMemory(); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            indexing.onWhole(() -> {
                if (broken.get()) {
                    throw new UncheckedIOException(new IOException("the disk is full"));
                }
            });
            read("# Balance\n\nA gyroscope drifts.");
            assertThat(indexing.awaitEmbedded(new Shelf(List.of()), LIMIT)).isFalse();
            assertThat(indexing.state().fault().orElseThrow()).contains("the disk is full");
            assertThat(indexing.state().isAtItsEnd()).isTrue();
            assertThat(indexing.rebuild(_ -> {})).failsWithin(LIMIT).withThrowableThat().havingRootCause().withMessage("the disk is full");

            broken.set(false);
            assertThat(indexing.rebuild(_ -> {})).succeedsWithin(LIMIT).isEqualTo(2);
            // When this one is done, the one before is over.
            assertThat(indexing.rebuild(_ -> {})).succeedsWithin(LIMIT).isEqualTo(2);
            assertThat(indexing.state().fault()).isEmpty();
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
        }
    }

    @Test
    void theIndexFollowsTheBook() throws Exception {
        try (var index = LuceneIndex.inMemory(); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            read("# Balance\n\nA gyroscope drifts.");
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
            var before = index.contents().keySet();
            read("# Balance\n\nAn accelerometer shakes.");
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
            assertThat(index.contents().keySet()).hasSize(2).doesNotContainSequence(before);
            assertThat(index.search(new IndexQuery("gyroscope", "", Optional.empty(), Optional.empty(), 3))).isEmpty();
        }
    }

    @Test
    void whatAnotherInstanceEmbeddedIsNotEmbeddedAgain() throws Exception {
        read("# Balance\n\nA gyroscope drifts.");
        try (var index = LuceneIndex.inMemory(); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
        }
        Embedder without = new Embedder();
        without.close();
        try (var index = LuceneIndex.inMemory(); var indexing = Indexing.start(database, library, index, without)) {
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
            assertThat(index.contents()).doesNotContainValue(false);
        }
    }

    @Test
    void embeddingThatWasBrokenOffGoesOnWhereItWas() throws Exception {
        int passages = 100;
        var book = new TextSource("robots");
        for (int i = 0; i < passages; i++) {
            book.with("c" + i + ".md",
                    "# Chapter " + i + "\n\nA gyroscope drifts. " + "The robot takes step " + i + " and falls. ".repeat(10));
        }
        ingestion.ingest(book, Optional.empty(), Progress.SILENT);
        library.refresh();
        try (var index = LuceneIndex.inMemory(); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            long limit = System.nanoTime() + LIMIT.toNanos();
            while (indexing.state().embedded() == 0 && System.nanoTime() - limit < 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        long before = embedded();
        assertThat(before).isBetween(1L, passages - 1L);
        // What is there already is marked, so that one made again would be seen.
        database.asSystem(SystemTask.INGEST)
                .update("""
                        update passage set embedding = (select embedding from passage where embedding is not null order by id limit 1)
                        where embedding is not null
                        """);
        try (var index = LuceneIndex.inMemory(); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
        }
        assertThat(embedded()).isEqualTo(passages);
        assertThat(database.library().query("""
                                            select count(*) as n from passage group by embedding having count(*) > 1
                                            """, row -> row.bigint("n"))).containsExactly(before);
    }

    @Test
    void anIndexOnDiskIsTakenUpWithoutReadingVectorsAgain() throws Exception {
        read("# Balance\n\nA gyroscope drifts.");
        try (var index = LuceneIndex.in(directory); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
        }
        database.asSystem(SystemTask.INGEST).update("update passage set embedding = null, embedding_model = null");
        try (var index = LuceneIndex.in(directory); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
            assertThat(embedded()).isZero();
        }
    }

    @Test
    void aRebuildHoldsWhatTheDatabaseHoldsAndNothingElse() throws Exception {
        try (var index = LuceneIndex.in(directory); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            read("# Balance\n\nA gyroscope drifts.");
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
            index.update(List.of(PassageIndexContract.passage(7, "A gyroscope that nobody wrote about.")), List.of());
            var progress = new ArrayList<Integer>();
            assertThat(indexing.rebuild(progress::add).get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(progress).endsWith(2);
            assertThat(index.contents()).hasSize(2).doesNotContainKey(PassageIndexContract.id(7)).doesNotContainValue(false);
            assertThat(titles(index, "gyroscope")).startsWith("Balance");
            assertThat(indexing.state()).isEqualTo(new IndexState(2, 2, Embedder.State.READY, Optional.empty()));
        }
        try (var index = LuceneIndex.in(directory)) {
            assertThat(index.contents()).as("it outlasts the process").hasSize(2);
        }
    }

    @Test
    void aLibraryThatHasNotBeenReadYetEmptiesNoIndex() throws Exception {
        read("# Balance\n\nA gyroscope drifts.");
        try (var index = LuceneIndex.in(directory); var indexing = Indexing.start(database, library, index, EMBEDDER)) {
            assertThat(indexing.awaitEmbedded(library.shelf(), LIMIT)).isTrue();
        }
        try (var index = LuceneIndex.in(directory); var indexing = Indexing.start(database, new Library(database), index, EMBEDDER)) {
            assertThat(indexing.awaitSearchable(library.shelf(), Duration.ofMillis(100))).isFalse();
            assertThat(index.contents()).hasSize(2);
        }
    }
}
