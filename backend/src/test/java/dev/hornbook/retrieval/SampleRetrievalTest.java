package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.retrieval.SampleBook.Labelled;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sample textbook's labelled questions find their sections, and those it does not answer are known for it. */
class SampleRetrievalTest {
    private final SampleBook book = SampleBook.get();
    private final List<Labelled> answerable = SampleBook.questions().stream().filter(Labelled::isAnswerable).toList();
    private final List<Labelled> unanswerable = SampleBook.questions().stream().filter(labelled -> !labelled.isAnswerable()).toList();

    private static boolean found(Retriever retriever, Labelled labelled, int first) {
        return retriever.find(Question.of(labelled.question())).passages().stream().limit(first)
                .anyMatch(hit -> hit.place().anchor().equals(labelled.section()));
    }

    @Test
    void noPassageIsAboveTheLimitByTheModelsOwnCount() {
        WordPiece words = WordPiece.ofModel();
        assertThat(book.shelf.places()).allSatisfy(place -> assertThat(
                words.count(place.section().heading() + "\n" + place.passage().text())).isBetween(20, 478));
    }

    @Test
    void aQuestionFindsItsSectionAmongTheFirstThree() {
        assertThat(answerable.stream().filter(labelled -> !found(book.retriever, labelled, 3))).hasSizeLessThanOrEqualTo(1);
        assertThat(answerable.stream().filter(labelled -> !found(book.retriever, labelled, 5))).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void withoutAModelWordsAloneFindItToo() {
        assertThat(answerable.stream().filter(labelled -> !found(book.byWords, labelled, 3))).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void whatTheBookAnswersIsToldFromWhatItDoesNot() {
        assertThat(answerable.stream().filter(labelled -> !evidence(book.retriever, labelled).answers())).hasSizeLessThanOrEqualTo(1);
        assertThat(unanswerable.stream().filter(labelled -> evidence(book.retriever, labelled).answers())).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void withoutAModelItIsToldByWordsAlone() {
        assertThat(answerable.stream().filter(labelled -> !evidence(book.byWords, labelled).answers())).hasSizeLessThanOrEqualTo(2);
        assertThat(unanswerable.stream().filter(labelled -> evidence(book.byWords, labelled).answers())).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void whileVectorsAreMadeNoMoreIsRefusedThanByWordsAlone() {
        int passages = book.shelf.places().size();
        for (int embedded : List.of(1, passages / 2)) {
            Retriever retriever = book.embeddedUpTo(embedded);
            assertThat(answerable.stream().filter(labelled -> !evidence(retriever, labelled).answers()))
                    .as("%d of %d embedded", embedded, passages).hasSizeLessThanOrEqualTo(2);
            assertThat(unanswerable.stream().filter(labelled -> evidence(retriever, labelled).answers()))
                    .as("%d of %d embedded", embedded, passages).hasSizeLessThanOrEqualTo(2);
        }
    }

    private static Evidence evidence(Retriever retriever, Labelled labelled) {
        return retriever.find(Question.of(labelled.question())).evidence();
    }

    @Test
    void aFollowUpIsReadWithTheQuestionBeforeIt() {
        var followUp = new Question("And how is it computed?", Optional.of("What is the capture point?"), Optional.empty());
        assertThat(book.retriever.find(followUp).passages().getFirst().place().anchor()).isEqualTo("balance-and-walking#capture-point");
        assertThat(book.retriever.find(followUp).evidence()).matches(Evidence::answers);
    }

    @Test
    void aQuestionOfItsOwnIsNotDrawnToTheOneBefore() {
        var own = new Question("What is domain randomisation?", Optional.of("What is the capture point?"), Optional.empty());
        assertThat(book.retriever.find(own).passages().getFirst().place().anchor()).isEqualTo("what-physical-ai-is#domain-randomisation");
    }

    @Test
    void anotherBookHasNoSuchPassages() {
        var elsewhere = new Question("What is the capture point?", Optional.empty(), Optional.of("no-such-book"));
        assertThat(book.retriever.find(elsewhere).passages()).isEmpty();
        assertThat(book.retriever.find(elsewhere).evidence()).matches(evidence -> !evidence.answers());
    }

    @Test
    void questionsWithoutAWordFindNothingAndFailNothing() {
        for (String question : List.of("", "?", "   ", "the of and", "\u0000", "AND OR NOT (", "*:*", "\"", "🤖", "a".repeat(4_000),
                "what ".repeat(800))) {
            assertThat(book.byWords.find(Question.of(question)).evidence()).as(question).matches(evidence -> !evidence.answers());
            assertThat(book.retriever.search(question, Optional.empty(), 5)).hasSizeLessThanOrEqualTo(5);
        }
    }
}
