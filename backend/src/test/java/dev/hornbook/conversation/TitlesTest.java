package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Test
    void nothingToReadIsStillATitle() {
        assertThat(Titles.of("\u200B\n")).isEqualTo(Titles.UNTITLED);
    }
}
