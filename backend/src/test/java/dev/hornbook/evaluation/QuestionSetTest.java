package dev.hornbook.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.evaluation.LabelledQuestion.Half;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.ClasspathSource;
import dev.hornbook.textbook.Progress;
import dev.hornbook.textbook.UnstoredBook;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the labelled questions that come with Hornbook promise, whatever is found for them. */
class QuestionSetTest {
    private final QuestionSet sample = QuestionSet.ours("physical-ai");
    private final QuestionSet foreign = QuestionSet.ours("postgresql-15");
    private final Book book = UnstoredBook.read(ClasspathSource.sample(), text -> text.length() / 4, Progress.SILENT);
    private final Wording wording = new Wording(book);

    private static long count(QuestionSet set, boolean answerable) {
        return set.questions().stream().filter(question -> question.isAnswerable() == answerable && !question.foreign()).count();
    }

    @Test
    void thereAreEnoughOnEitherBook() {
        assertThat(sample.questions()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(foreign.questions()).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void atLeastThirtyOnEitherBooksOwnSubjectHaveNoAnswerInIt() {
        assertThat(List.of(count(sample, false), count(foreign, false))).allMatch(count -> count >= 30);
    }

    @Test
    void everyLabelOfTheSampleTextbookIsASectionOfIt() {
        assertThat(sample.questions()).allSatisfy(question -> assertThat(question.sections()).as(question.id()).allMatch(wording::knows));
    }

    @Test
    void aThirdOfTheAnswerableOnesShareNoContentWordWithTheOpeningOfTheirSections() {
        long apart = sample.questions().stream().filter(wording::isApart).count();
        assertThat(apart * 3).isGreaterThanOrEqualTo(count(sample, true));
    }

    @Test
    void wordsAreComparedByTheirStems() {
        var apart = new LabelledQuestion("a", "Who fell?", List.of("balance-and-walking#walking"), Half.HELD, false);
        var near = new LabelledQuestion("b", "Who walks?", List.of("balance-and-walking#walking"), Half.HELD, false);
        assertThat(wording.isApart(apart)).isTrue();
        assertThat(wording.isApart(near)).isFalse();
    }

    @Test
    void halfOfEachKindIsHeldOut() {
        for (QuestionSet set : List.of(sample, foreign)) {
            Map<String, List<LabelledQuestion>> kinds = set.questions().stream().collect(Collectors.groupingBy(
                    question -> question.isAnswerable() ? "answerable" : question.foreign() ? "foreign" : "own"));
            assertThat(kinds).containsOnlyKeys("answerable", "own", "foreign");
            kinds.forEach((kind, questions) -> assertThat(questions.stream().filter(question -> question.half() == Half.HELD).count())
                    .as("%s, %s", set.name(), kind).isBetween(questions.size() * 2L / 5, (questions.size() + 1L) / 2));
        }
        long apart = sample.questions().stream().filter(wording::isApart).count();
        assertThat(sample.only(Half.HELD).questions().stream().filter(wording::isApart).count()).isBetween(apart * 2 / 5, apart * 3 / 5);
    }

    @Test
    void noQuestionIsAskedTwice() {
        assertThat(sample.questions()).extracting(question -> question.question().toLowerCase(java.util.Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(foreign.questions()).extracting(question -> question.question().toLowerCase(java.util.Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void aLineThatIsNoQuestionIsNamed() {
        assertThatThrownBy(() -> QuestionSet.parse("mine", "{\"id\":\"a\",\"question\":\"Why?\",\"half\":\"tuning\"}\n{\"id\":\"b\"}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Line 2 of mine").hasMessageContaining("\"half\"");
        assertThatThrownBy(() -> QuestionSet.parse("mine", "no json")).hasMessageContaining("Line 1 of mine");
        assertThatThrownBy(() -> QuestionSet.parse("mine", ("{\"id\":\"a\",\"question\":\"Why?\",\"half\":\"held\"}\n").repeat(2)))
                .hasMessageContaining("Line 2 of mine").hasMessageContaining("the id of a line before");
    }
}
