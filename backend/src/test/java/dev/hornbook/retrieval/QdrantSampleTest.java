package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.evaluation.LabelledQuestion;
import dev.hornbook.testing.QdrantForTests;
import dev.hornbook.textbook.Place;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Qdrant finds the labelled questions' sections about as well as Lucene does, and refuses as it does. */
class QdrantSampleTest {
    private static final SampleBook BOOK = SampleBook.get();
    private static final List<LabelledQuestion> QUESTIONS = SampleBook.questions();

    private static QdrantForTests server;
    private static Qdrant qdrant;
    private static QdrantEditions editions;
    private static String collection;
    private static Retriever retriever;

    @BeforeAll
    static void fill() {
        server = QdrantForTests.open();
        qdrant = Qdrant.at(server.address(), Duration.ofSeconds(30));
        editions = new QdrantEditions(qdrant, "hornbook-test-" + UUID.randomUUID());
        collection = editions.begin("sample");
        List<IndexedPassage> passages = BOOK.passages(Integer.MAX_VALUE);
        double average = SparseWords.average(passages.stream().map(passage -> Place.headed(passage.heading(), passage.text())));
        var index = new QdrantIndex(qdrant, collection, "sample", average);
        index.update(passages, List.of());
        LuceneIndex statistics = LuceneIndex.inMemory();
        statistics.update(passages, List.of());
        retriever = new Retriever(() -> BOOK.shelf, index, statistics, BOOK.embedder());
    }

    @AfterAll
    static void end() {
        editions.delete(collection);
        qdrant.close();
        server.close();
    }

    /** How many questions have their section first, among the first five, and are refused though answerable or rightly. */
    private record Counts(long first, long five, long wronglyRefused, long refused) {
        static Counts of(Retriever retriever) {
            long[] counts = new long[4];
            for (LabelledQuestion labelled : QUESTIONS) {
                Findings findings = retriever.find(Question.of(labelled.question()));
                List<Boolean> right = findings.passages().stream().map(hit -> labelled.sections().contains(hit.place().anchor())).toList();
                counts[0] += right.stream().limit(1).anyMatch(hit -> hit) ? 1 : 0;
                counts[1] += right.stream().limit(5).anyMatch(hit -> hit) ? 1 : 0;
                counts[labelled.isAnswerable() ? 2 : 3] += findings.evidence().answers() ? 0 : 1;
            }
            return new Counts(counts[0], counts[1], counts[2], counts[3]);
        }
    }

    @Test
    void asManyQuestionsFindTheirSectionAndAsManyAreRefused(TestReporter reporter) {
        Counts byQdrant = Counts.of(retriever);
        Counts byLucene = Counts.of(BOOK.retriever);
        reporter.publishEntry(QUESTIONS.size() + " questions", "Qdrant " + byQdrant + ", Lucene " + byLucene);
        assertThat(byQdrant.first()).isGreaterThanOrEqualTo(byLucene.first() - 3);
        assertThat(byQdrant.five()).isGreaterThanOrEqualTo(byLucene.five() - 3);
        assertThat(byQdrant.wronglyRefused()).isLessThanOrEqualTo(byLucene.wronglyRefused() + 3);
        assertThat(byQdrant.refused()).isGreaterThanOrEqualTo(byLucene.refused() - 3);
    }
}
