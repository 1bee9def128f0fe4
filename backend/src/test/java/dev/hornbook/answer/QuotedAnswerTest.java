package dev.hornbook.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.conversation.Citation;
import dev.hornbook.evaluation.LabelledQuestion;
import dev.hornbook.retrieval.Question;
import dev.hornbook.retrieval.SampleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QuotedAnswerTest {
    private final SampleBook book = SampleBook.get();
    private final QuotedAnswer writer = new QuotedAnswer(book.retriever);

    /** Thirty of them: every sentence of the passages found for each is embedded. */
    private static List<LabelledQuestion> answerable() {
        return SampleBook.questions().stream().filter(LabelledQuestion::isAnswerable).limit(30).toList();
    }

    private record Answer(String text, List<Citation> citations, List<String> pieces) {}

    private Answer ask(String question) {
        var pieces = new ArrayList<String>();
        var draft = new Draft(pieces::add, citation -> {});
        writer.write(book.retriever.find(Question.of(question)), draft);
        return new Answer(draft.text(), draft.citations(), pieces);
    }

    @Test
    void aQuestionIsAnsweredInTheBooksOwnWordsWithItsCitation() {
        Answer answer = ask("What is domain randomisation?");
        assertThat(answer.text()).startsWith("The book, under “Domain randomisation”:\n\nDomain randomisation trains a policy")
                .endsWith("[1]");
        assertThat(answer.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.anchor()).isEqualTo("what-physical-ai-is#domain-randomisation");
            assertThat(citation.title()).isEqualTo("What Physical AI Is > Learning in simulation > Domain randomisation");
        });
    }

    @Test
    void everyAnswerIsShortWholeAndCited() {
        for (LabelledQuestion labelled : answerable()) {
            Answer answer = ask(labelled.question());
            assertThat(answer.text().replaceAll("\\[\\d+]", "").split("\\s+").length).as(answer.text()).isLessThanOrEqualTo(125);
            assertThat(answer.text()).doesNotContain("```", "![", "](", "| ", "<", "#").doesNotStartWith("The book does not say");
            assertThat(answer.citations()).isNotEmpty().extracting(Citation::number).isSorted().doesNotHaveDuplicates();
            for (Citation citation : answer.citations()) {
                assertThat(answer.text()).contains("[" + citation.number() + "]");
                String passage = book.shelf.place(citation.passage()).orElseThrow().passage().text().replaceAll("\\s+", " ");
                assertThat(passage).contains(citation.quote());
            }
            assertThat(Pattern.compile("\\[(\\d+)]").matcher(answer.text()).results().map(mark -> Integer.parseInt(mark.group(1))))
                    .allMatch(number -> number >= 1 && number <= answer.citations().size());
        }
    }

    @Test
    void mostAnswersCiteTheSectionThatAnswers() {
        List<LabelledQuestion> answerable = answerable();
        long right = answerable.stream().filter(labelled -> ask(labelled.question()).citations().stream()
                .anyMatch(citation -> labelled.sections().contains(citation.anchor()))).count();
        assertThat(right).isGreaterThanOrEqualTo(answerable.size() - 2);
    }

    @Test
    void anAnswerComesInPiecesOfASentence() {
        assertThat(ask("What is the difference between open-loop and closed-loop control?").pieces()).hasSizeGreaterThan(3)
                .allSatisfy(piece -> assertThat(piece).hasSizeLessThan(400));
    }

    @Test
    void whatTheBookDoesNotSayIsSaidWithTheNearestSections() {
        Answer answer = ask("How does a particle filter resample its particles?");
        assertThat(answer.text()).startsWith("The book does not say.").contains("The Kalman filter");
        assertThat(answer.citations()).hasSizeBetween(1, 3);
        assertThat(ask("Who wrote the Divine Comedy?").text()).isEqualTo("The book does not say. Nothing in it comes near this question.");
    }

    @Test
    void whatAThingIsComesFirst() {
        assertThat(SentencePicker.defines("What is a capture point?", "The capture point is the place on the ground.")).isTrue();
        assertThat(SentencePicker.defines("What is the ZMP?", "The ZMP, in short, is a point.")).isTrue();
        assertThat(SentencePicker.defines("What is the ZMP?", "Most robots keep the ZMP inside.")).isFalse();
        assertThat(SentencePicker.defines("Why does it fall?", "It is tall.")).isFalse();
    }

    @Test
    void aSentenceThatPointsBackBringsWhatItPointsTo() {
        assertThat(ask("Why do planners on a learned simulator keep their look-ahead short?").text())
                .containsPattern("\\S+ \\[1] Planners keep their look ahead short for this reason");
    }

    @Test
    void withoutAModelWordsAloneAnswerToo() {
        var draft = new Draft(piece -> {}, citation -> {});
        new QuotedAnswer(book.byWords)
                .write(book.byWords.find(new Question("What is domain randomisation?", Optional.empty(), Optional.empty())), draft);
        assertThat(draft.text()).contains("Domain randomisation trains a policy");
    }
}
