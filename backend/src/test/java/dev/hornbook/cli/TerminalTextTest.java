package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {
    @Test
    void anEscapedMarkIsTheMarkAndCodeIsLeftAlone() {
        assertThat(new TerminalText().shown("a \\* b in \\[x\\], `C:\\_x` and C:\\dir [1]"))
                .isEqualTo("a * b in [x], `C:\\_x` and C:\\dir [1]");
    }

    @Test
    void aMarkMayComeInPieces() {
        var text = new TerminalText();
        assertThat(text.shown("2 \\") + text.shown("* 3")).isEqualTo("2 * 3");
    }
}
