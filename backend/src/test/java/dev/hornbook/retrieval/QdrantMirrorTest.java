package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.database.Database;
import dev.hornbook.database.SystemTask;
import dev.hornbook.retrieval.QdrantException.Kind;
import dev.hornbook.testing.StubQdrant;
import dev.hornbook.testing.TestDatabase;
import dev.hornbook.textbook.Ingestion;
import dev.hornbook.textbook.Library;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Progress;
import dev.hornbook.textbook.TextSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Qdrant beside Lucene, and every way in which it can fail: Lucene answers meanwhile, and Qdrant catches up. */
@Tag("integration")
class QdrantMirrorTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final String ALIAS = "hornbook-1-bge-small-en-v1.5-q";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    /** No model: the tests put the vectors into the database themselves, as another instance would. */
    private static final Embedder NONE = new Embedder();

    static {
        NONE.close();
    }

    private final Database database = db.database();
    private final Ingestion ingestion = new Ingestion(database, WordPiece.ofModel());
    private final Library library = new Library(database);
    private final LuceneIndex lucene = LuceneIndex.inMemory();
    private final StubQdrant stub = new StubQdrant();
    private Indexing indexing;
    private QdrantMirror mirror;
    private BothEngines both;

    /** Starts with a book of so many chapters, each about its number, whose vectors are in the database. */
    private void start(Optional<String> key, int chapters) {
        read(chapters);
        indexing = Indexing.start(database, library, lucene, NONE);
        await(() -> indexing.isWhole(library.shelf()));
        mirror(key);
    }

    private void mirror(Optional<String> key) {
        Qdrant qdrant = Qdrant.at(stub.address(key));
        mirror = QdrantMirror.start(qdrant, new QdrantEditions(qdrant), database, library, indexing, SOON);
        both = new BothEngines(lucene, mirror, library::shelf);
    }

    private void read(int chapters) {
        var book = new TextSource("robots");
        for (int i = 0; i < chapters; i++) {
            book = book.with("c" + i + ".md", "# Chapter " + i + "\n\nGyroscope number " + i + " drifts.");
        }
        ingestion.ingest(book, Optional.empty(), Progress.SILENT);
        library.refresh();
        embed();
    }

    private void embed() {
        var rows = new EmbeddingRows(database, TextEncoder.MODEL);
        Map<UUID, float[]> vectors = new HashMap<>();
        for (Place place : library.shelf().places()) {
            vectors.put(place.passage().id(), PassageIndexContract.vector(place.passage().id().hashCode()));
        }
        rows.save(vectors);
    }

    @AfterEach
    void end() {
        if (mirror != null) {
            mirror.close();
            indexing.close();
        }
        lucene.close();
        stub.close();
        database.asSystem(SystemTask.INGEST).update("delete from textbook");
    }

    /** A question whose passage has this vector, and what finds it. */
    private List<Hit> ask() {
        Place first = library.shelf().places().iterator().next();
        return both.search(new IndexQuery("gyroscope", "",
                Optional.of(PassageIndexContract.vector(first.passage().id().hashCode())), Optional.empty(), 3));
    }

    private static void await(BooleanSupplier condition) {
        for (Instant end = Instant.now().plus(LIMIT); !condition.getAsBoolean() && Instant.now().isBefore(end);) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void awaitAnswers() {
        await(() -> mirror.state() instanceof QdrantState.Answers);
    }

    private QdrantException awaitAway(Kind kind) {
        await(() -> mirror.state() instanceof QdrantState.Away(var fault) && fault.kind() == kind);
        return ((QdrantState.Away) mirror.state()).fault();
    }

    private long queries() {
        return stub.calls("Query");
    }

    @Test
    void onceFilledQdrantAnswersWithOneRequestAQuestion() {
        start(Optional.empty(), 5);
        awaitAnswers();
        assertThat(mirror.state()).isEqualTo(new QdrantState.Answers(5));
        assertThat(stub.aliases()).containsKey(ALIAS);
        assertThat(stub.points()).containsExactly(Map.entry(stub.aliases().get(ALIAS), 5));
        int before = stub.calls().size();
        List<Hit> hits = ask();
        assertThat(stub.calls().subList(before, stub.calls().size())).containsExactly("Query");
        UUID wanted = library.shelf().places().iterator().next().passage().id();
        assertThat(hits).hasSize(3).filteredOn(hit -> hit.similarity().orElseThrow() > 0.999).extracting(Hit::passage)
                .containsExactly(wanted);
    }

    @Test
    void aBookThatChangesIsChangedOverToWhole() {
        start(Optional.empty(), 3);
        awaitAnswers();
        String before = stub.aliases().get(ALIAS);
        long asked = queries();
        ingestion.ingest(new TextSource("robots").with("c0.md", "# Chapter 0\n\nAn accelerometer shakes."), Optional.empty(),
                Progress.SILENT);
        library.refresh();
        // Its vector is not there yet: Lucene answers.
        await(() -> mirror.state() instanceof QdrantState.Waits);
        ask();
        assertThat(queries()).isEqualTo(asked);
        assertThat(stub.aliases()).containsEntry(ALIAS, before);
        embed();
        restartIndexing();
        awaitAnswers();
        assertThat(stub.points()).hasSize(1).containsValue(1).doesNotContainKey(before);
    }

    /** As an instance that starts: it reads the vectors from the database. */
    private void restartIndexing() {
        mirror.close();
        indexing.close();
        lucene.update(List.of(), lucene.contents().keySet());
        indexing = Indexing.start(database, library, lucene, NONE);
        mirror(Optional.empty());
    }

    @Test
    void whatIsThereAlreadyIsNotPutInAgain() {
        start(Optional.empty(), 3);
        awaitAnswers();
        long put = stub.calls("Upsert");
        restartIndexing();
        awaitAnswers();
        assertThat(stub.calls("Upsert")).isEqualTo(put);
    }

    @Test
    void whatWasBegunAndNotFinishedIsGoneOnWith() {
        stub.fallSilent("UpdateAliases");
        start(Optional.empty(), 250);
        await(() -> stub.calls("UpdateAliases") == 1);
        assertThat(stub.calls("Upsert")).isEqualTo(2);
        stub.speak();
        restartIndexing();
        awaitAnswers();
        assertThat(stub.calls("Upsert")).isEqualTo(2);
        assertThat(stub.points()).containsValue(250).hasSize(1);
    }

    @Test
    void whenQdrantGoesDownLuceneAnswersAndWhenItIsBackQdrantDoes() {
        start(Optional.empty(), 3);
        awaitAnswers();
        stub.stop();
        assertThat(ask()).hasSize(3);
        assertThat(awaitAway(Kind.DOWN)).hasMessageContaining("does not answer").hasMessageContaining("QDRANT_URL");
        long put = stub.calls("Upsert");
        stub.start();
        awaitAnswers();
        long asked = queries();
        ask();
        assertThat(queries()).isEqualTo(asked + 1);
        assertThat(stub.calls("Upsert")).isEqualTo(put);
    }

    @Test
    void whatIsReadInWhileQdrantIsDownIsThereWhenItIsBack() {
        stub.stop();
        start(Optional.empty(), 3);
        awaitAway(Kind.DOWN);
        assertThat(ask()).hasSize(3);
        stub.start();
        awaitAnswers();
        assertThat(stub.points()).containsValue(3);
    }

    @Test
    void aSlowQdrantCostsOneQuestionItsDeadlineAndNoOther() {
        start(Optional.empty(), 3);
        awaitAnswers();
        stub.fallSilent("Query");
        long asked = queries();
        assertThat(ask()).hasSize(3);
        assertThat(awaitAway(Kind.SLOW)).hasMessageContaining("1000 ms");
        // The next are not put to it, though it answers everything but questions.
        for (int i = 0; i < 20; i++) {
            assertThat(ask()).hasSize(3);
        }
        // One reader's, and the mirror's own.
        assertThat(queries()).isBetween(asked + 1, asked + 2);
        long looks = stub.calls("HealthCheck");
        await(() -> stub.calls("HealthCheck") >= looks + 2);
        assertThat(mirror.of(library.shelf())).as("it looked, and its own question was not answered").isEmpty();
        stub.speak();
        awaitAnswers();
    }

    @Test
    void aQdrantThatLostItsDiskIsFilledAgain() {
        start(Optional.empty(), 3);
        awaitAnswers();
        stub.stop();
        stub.forget();
        stub.start();
        assertThat(ask()).hasSize(3);
        awaitAnswers();
        await(() -> stub.points().containsValue(3));
    }

    @Test
    void aCollectionThatIsDeletedUnderItIsMadeAgain() {
        start(Optional.empty(), 3);
        awaitAnswers();
        stub.forget();
        assertThat(ask()).hasSize(3);
        await(() -> stub.points().containsValue(3) && mirror.state() instanceof QdrantState.Answers);
    }

    @Test
    void aKeyThatIsNotTakenIsSaidAndNeverShown() {
        stub.want("canary-of-qdrant");
        start(Optional.of("canary-that-is-wrong"), 3);
        assertThat(awaitAway(Kind.UNAUTHORISED)).hasMessageContaining("does not take QDRANT_API_KEY").hasMessageNotContaining("canary");
        assertThat(ask()).hasSize(3);
        stub.want("canary-that-is-wrong");
        awaitAnswers();
    }

    @Test
    void aMissingKeyIsAskedFor() {
        stub.want("canary-of-qdrant");
        start(Optional.empty(), 3);
        assertThat(awaitAway(Kind.UNAUTHORISED)).hasMessageContaining("Set QDRANT_API_KEY");
    }

    @Test
    void aCollectionOfAnotherDimensionIsSaidAndARebuildMendsIt() throws Exception {
        start(Optional.empty(), 3);
        awaitAnswers();
        String right = stub.aliases().get(ALIAS);
        stub.remake(right, 768);
        assertThat(ask()).hasSize(3);
        restartIndexing();
        assertThat(awaitAway(Kind.SHAPE)).hasMessageContaining("768").hasMessageContaining("384").hasMessageContaining("index rebuild");
        assertThat(ask()).hasSize(3);
        assertThat(mirror.rebuild().get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(3);
        awaitAnswers();
        assertThat(stub.points()).hasSize(1).doesNotContainKey(right);
    }

    @Test
    void aRebuildMakesAnotherCollectionAndChangesOver() throws Exception {
        start(Optional.empty(), 3);
        awaitAnswers();
        String before = stub.aliases().get(ALIAS);
        assertThat(mirror.rebuild().get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(before).endsWith("-1");
        assertThat(stub.points()).containsExactly(Map.entry(before.substring(0, before.length() - 1) + "2", 3));
        assertThat(ask()).hasSize(3);
    }

    @Test
    void whenAnotherInstanceChangesOverToOtherBooksNoneOfThemAreMixed() {
        start(Optional.empty(), 3);
        awaitAnswers();
        try (Qdrant another = Qdrant.at(stub.address(Optional.empty()))) {
            var others = new QdrantEditions(another);
            String theirs = others.begin("theirs");
            new QdrantIndex(another, theirs, "theirs", 10)
                    .update(List.of(PassageIndexContract.embedded(1, "robots", "gyroscope")), List.of());
            others.publish(theirs);
        }
        assertThat(ask()).hasSize(3).extracting(Hit::passage).doesNotContain(PassageIndexContract.id(1));
        await(() -> stub.points().containsValue(3) && mirror.state() instanceof QdrantState.Answers);
        assertThat(ask()).hasSize(3);
    }

    @Test
    void aQdrantThatCannotBeWrittenIsLeftAloneAfterAWhileAndTriedAgainForAQuestion() {
        stub.refuse("Upsert");
        start(Optional.empty(), 3);
        // After these tries it rests: another would ask the database too, for as long as nobody mends Qdrant.
        await(mirror::rests);
        assertThat(stub.calls("Upsert")).isEqualTo(7);
        awaitAway(Kind.UNAUTHORISED);
        await(() -> {
            ask();
            return stub.calls("Upsert") == 8;
        });
        stub.refuse("");
        await(() -> {
            ask();
            return mirror.state() instanceof QdrantState.Answers;
        });
    }

    @Test
    void withNothingToDoItAsksNothing() {
        start(Optional.empty(), 3);
        awaitAnswers();
        int before = stub.calls().size();
        for (int i = 0; i < 10; i++) {
            ask();
        }
        assertThat(stub.calls().subList(before, stub.calls().size())).containsOnly("Query").hasSize(10);
    }
}
