package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.evaluation.LabelledQuestion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What retrieval does beside what {@code SampleEvaluationTest} measures. */
class SampleRetrievalTest {
    private final SampleBook book = SampleBook.get();
    private final List<LabelledQuestion> answerable = SampleBook.questions().stream().filter(LabelledQuestion::isAnswerable).toList();
    private final List<LabelledQuestion> unanswerable = SampleBook.questions().stream().filter(labelled -> !labelled.isAnswerable())
            .toList();

    @Test
    void noPassageIsAboveTheLimitByTheModelsOwnCount() {
        WordPiece words = WordPiece.ofModel();
        assertThat(book.shelf.places()).allSatisfy(place -> assertThat(
                words.count(place.section().heading() + "\n" + place.passage().text())).isBetween(20, 478));
    }

    @Test
    void whileVectorsAreMadeNoMoreIsRefusedThanByWordsAlone() {
        int passages = book.shelf.places().size();
        long refused = refused(book.byWords, answerable);
        long answered = unanswerable.size() - refused(book.byWords, unanswerable);
        for (int embedded : List.of(1, passages / 2)) {
            Retriever retriever = book.embeddedUpTo(embedded);
            assertThat(refused(retriever, answerable)).as("%d of %d embedded", embedded, passages).isLessThanOrEqualTo(refused + 2);
            assertThat(unanswerable.size() - refused(retriever, unanswerable)).as("%d of %d embedded", embedded, passages)
                    .isLessThanOrEqualTo(answered + 2);
        }
    }

    private static long refused(Retriever retriever, List<LabelledQuestion> questions) {
        return questions.stream().filter(labelled -> !evidence(retriever, labelled).answers()).count();
    }

    private static Evidence evidence(Retriever retriever, LabelledQuestion labelled) {
        return retriever.find(Question.of(labelled.question())).evidence();
    }

    @Test
    void aNameOfSeveralPartsIsOneWordAmongOthers() {
        // LiDAR is in the book, wavelengths are not: half of the question, not three quarters of it.
        Findings findings = book.byWords.find(Question.of("Which wavelength does a LiDAR use?"));
        assertThat(findings.evidence().coverage()).isLessThan(0.5);
        assertThat(findings.evidence()).matches(evidence -> !evidence.answers());
        assertThat(book.retriever.find(Question.of("Why can't it?")).weights()).doesNotContainKey("t");
    }

    @Test
    void whatIsSaidBesideTheQuestionNeedNotBeInTheBook() {
        for (String text : List.of("What does a gyroscope measure?", "Hi, I'm Anna from Kassel. What does a gyroscope measure?",
                "What does a gyroscope measure? Thank you, Anna.",
                "What does a gyroscope measure? Could you give an example from daily life?")) {
            assertThat(book.retriever.find(Question.of(text)).evidence()).as(text).matches(Evidence::answers);
        }
        for (String text : List.of("I know gyroscopes. How does Kubernetes schedule pods?", "I run Kubernetes. How does it schedule tasks?",
                "cheese ".repeat(100) + "wine bread butter salt pepper oil vinegar onion garlic parsley carrot potato leek cabbage bean")) {
            assertThat(book.retriever.find(Question.of(text)).evidence()).as(text).matches(evidence -> !evidence.answers());
        }
    }

    @Test
    void aFollowUpIsReadWithTheQuestionBeforeIt() {
        var followUp = new Question("And how is it computed?", Optional.of("What is the capture point?"), Optional.empty());
        assertThat(book.retriever.find(followUp).passages().getFirst().place().anchor()).isEqualTo("balance-and-walking#capture-point");
        assertThat(book.retriever.find(followUp).evidence()).matches(Evidence::answers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I am preparing for a school competition in Karlsruhe. What is the capture point?",
        "What is the capture point? My granddaughter Wilhelmine asked me yesterday, on a bench at the Lake of Constance, and I did not know."})
    void whatWasToldBesideTheQuestionBeforeDoesNotCount(String before) {
        var followUp = new Question("And how is it computed?", Optional.of(before), Optional.empty());
        assertThat(book.retriever.find(followUp).passages().getFirst().place().anchor()).isEqualTo("balance-and-walking#capture-point");
        assertThat(book.retriever.find(followUp).evidence()).matches(Evidence::answers);
        var elsewhere = new Question("And how does Kubernetes schedule pods?", Optional.of(before), Optional.empty());
        assertThat(book.retriever.find(elsewhere).evidence()).matches(evidence -> !evidence.answers());
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
