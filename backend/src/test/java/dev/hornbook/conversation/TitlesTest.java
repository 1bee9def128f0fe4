package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitlesTest {
    @Test
    void aShortQuestionIsItsOwnTitle() {
        assertThat(Titles.of("  What is\n\ta servo? ")).isEqualTo("What is a servo?");
    }

    @Test
    void aLongQuestionIsCutAtAWord() {
        String title = Titles.of("Why does a humanoid robot fall over when "
                + "its centre of mass leaves the support polygon, and what can it do about that?");
        assertThat(title).isEqualTo("Why does a humanoid robot fall over when its centre of mass leaves the support…");
        assertThat(title.codePointCount(0, title.length())).isLessThanOrEqualTo(80);
    }

    @Test
    void aLongWordIsCutBetweenCharacters() {
        String title = Titles.of("\uD83D\uDCD5".repeat(100));
        assertThat(title).isEqualTo("\uD83D\uDCD5".repeat(79) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\u00A0\u3000", "\u200B\n", "\u0301", "\uFE0F", "\u2800\u3164", "\u202E\u2066"})
    void nothingToReadIsStillATitle(String question) {
        assertThat(Titles.of(question)).isEqualTo(Titles.UNTITLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83E\uDD16", "\u2764\uFE0F", "***", "# ", "```\n```", "![](x)", "1\uFE0F\u20E3", "\u0E01"})
    void whateverCanBeSeenTitlesItself(String question) {
        assertThat(Titles.of(question)).isEqualTo(question.strip().replaceAll("\\s+", " ")).isNotBlank();
    }

    @Test
    void aFamilyIsNotTornApart() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(Titles.of(family.repeat(40))).isEqualTo(family.repeat(15) + "…");
    }

    @Test
    void aMegabyteHasATitleToo() {
        for (String question : new String[]{"a".repeat(1_000_000), "\u0301".repeat(1_000_000) + "a", "\u200D\uD83D\uDC68".repeat(300_000),
            "a ".repeat(500_000)}) {
            assertThat(Titles.of(question)).isNotBlank().hasSizeLessThanOrEqualTo(161);
        }
    }
}
