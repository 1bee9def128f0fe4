package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected ids were made by the tokenizers library (Hugging Face, 0.21) from the same vocabulary. */
class WordPieceTest {
    private static final WordPiece WORDS = WordPiece.ofModel();

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("How does a humanoid keep its balance?",
                        new long[]{101, 2129, 2515, 1037, 28051, 2562, 2049, 5703, 1029, 102}),
                Arguments.of("Don't split `x_i` at 0.80 m/s².",
                        new long[]{101, 2123, 1005, 1056, 3975, 1036, 1060, 1035, 1045, 1036, 2012, 1014, 1012, 3770, 1049, 1013, 1055,
                            10701, 1012, 102}),
                Arguments.of("\u00dcn\u00efc\u00f6d\u00e9 na\u00efve \u2014 \u201cquotes\u201d \u00bd \ufb01",
                        new long[]{101, 27260, 15743, 1517, 1523, 16614, 1524, 1092, 1984, 102}),
                Arguments.of("\u65e5\u672c\u8a9e and \u4e2d\u6587", new long[]{101, 1864, 1876, 1950, 1998, 1746, 1861, 102}),
                Arguments.of("robot \ud83e\udd16 \u03a3\u0391\u03a3 \u0130", new long[]{101, 8957, 100, 1173, 14608, 29733, 1045, 102}),
                Arguments.of("a\u200bb\u00adc\u00a0d\te\nf \ufffd\u0001", new long[]{101, 5925, 1040, 1041, 1042, 102}),
                Arguments.of("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx end",
                        new long[]{101, 100, 2203, 102}),
                Arguments.of("", new long[]{101, 102}));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextsPiecesAreThoseTheModelWasTrainedWith(String text, long[] ids) {
        assertThat(WORDS.encode(text, 512)).containsExactly(ids);
        assertThat(WORDS.count(text)).isEqualTo(ids.length - 2);
    }

    @Test
    void aTextThatNamesTheModelsOwnMarksDoesNotGetThem() {
        assertThat(WORDS.encode("[SEP] [CLS]", 512)).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud55c\uad6d\uc5b4\ub294 \uc544\ub984\ub2f5\ub2e4", "\u1e69\u1ec7\u01d8", "\u0958\u0959\u095a", "\ufb2c\ufb2d",
        "\u0390\u03b0", "\ud834\udd5f\ud834\udd60"})
    void aTextThatGrowsWhenItsLettersAreTakenApartKeepsAllItsPieces(String text) {
        assertThat(WORDS.encode(text, 512)).hasSize(WORDS.count(text) + 2).startsWith(WordPiece.BEGIN).endsWith(WordPiece.END);
    }

    @Test
    void whatIsBeyondTheWindowIsCutOff() {
        long[] ids = WORDS.encode("robot ".repeat(1_000), 512);
        assertThat(ids).hasSize(512).endsWith(WordPiece.END);
        assertThat(WORDS.count("robot ".repeat(1_000))).isEqualTo(1_000);
    }
}
