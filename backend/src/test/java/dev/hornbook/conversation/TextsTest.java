package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"?", "日本語", "\uD83D\uDCD5", "one\ntwo\tx", "a\u200Db"})
    void aReadersTextIsTakenAsItIs(String text) {
        assertThat(Texts.accepted("text", text, 12)).isSameAs(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  \n", "\u00A0\u2003", "\u200B\u2060\uFEFF", "a\0b", "\uD83D", "\uDCD5x", "\uD83D\uD83D\uDCD5",
        "1234567890123"})
    void aReadersTextThatIsNoneIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Texts.accepted("text", text, 12)).isInstanceOfSatisfying(InvalidInputException.class, e -> {
            assertThat(e.field()).isEqualTo("text");
            assertThat(e.sentence()).endsWith(".").doesNotContain("1234567890123");
        });
    }

    @Test
    void theLimitCountsCharactersAsReadersDo() {
        assertThat(Texts.accepted("text", "\uD83D\uDCD5".repeat(12), 12)).hasSize(24);
        assertThatThrownBy(() -> Texts.accepted("text", "\uD83D\uDCD5".repeat(13), 12)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aModelsTextIsMadeStorable() {
        assertThat(Texts.storable("a\0b\uD83Dc\uDCD5\uD83D\uDCD5")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD\uD83D\uDCD5");
        String fine = "nothing to mend \uD83D\uDCD5";
        assertThat(Texts.storable(fine)).isSameAs(fine);
    }
}
