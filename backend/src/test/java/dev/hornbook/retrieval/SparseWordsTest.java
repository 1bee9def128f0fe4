package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SparseWordsTest {
    private static final double CLOSE = 1e-6;

    private static float weight(SparseWords words, String heading, String text, String term) {
        return words.passage(heading, text).get(SparseWords.dimension(term));
    }

    @Test
    void aTermsDimensionIsTheSameOnEveryMachine() {
        // MurmurHash3_x86_32 of these with seed 0, by its author's reference implementation.
        assertThat(SparseWords.dimension("")).isZero();
        assertThat(SparseWords.dimension("hello")).isEqualTo(0x248bfa47);
        assertThat(SparseWords.dimension("hello, world")).isEqualTo(0x149bbb7f);
    }

    @Test
    void theAverageIsThatOfThePassagesByTheirTerms() {
        assertThat(SparseWords.average(Stream.of("robot arm", "robot arm and the leg of it", ""))).isCloseTo(5.0 / 3, within(CLOSE));
        assertThat(SparseWords.average(Stream.of())).isEqualTo(1);
    }

    @Test
    void aWeightIsThatOfBm25() {
        // Three terms where the average is six, one of them twice: 2 / (2 + 0.9 · (0.6 + 0.4 · 3 / 6)).
        var words = new SparseWords(6);
        assertThat(weight(words, "", "robot robot arm", "robot")).isCloseTo(2 / 2.72f, within(1e-5f));
        assertThat(weight(words, "", "robot robot arm", "arm")).isCloseTo(1 / 1.72f, within(1e-5f));
    }

    @Test
    void aLongPassageCountsForLessAndAHeadingForMore() {
        var words = new SparseWords(3);
        assertThat(weight(words, "", "robot arm leg foot hand head", "robot")).isLessThan(weight(words, "", "robot arm", "robot"));
        assertThat(weight(words, "robot", "arm leg", "robot")).isGreaterThan(weight(words, "leg", "arm robot", "robot"));
    }

    @Test
    void whatWasAskedBeforeWeighsLess() {
        var weights = SparseWords
                .question(QuestionTerms.of(new IndexQuery("balance", "capture point", Optional.empty(), Optional.empty(), 1)));
        assertThat(weights).hasSize(3).containsEntry(SparseWords.dimension("balanc"), 1f)
                .containsEntry(SparseWords.dimension("captur"), LuceneIndex.CONTEXT_BOOST);
    }
}
