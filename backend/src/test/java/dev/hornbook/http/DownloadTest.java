package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
    @ParameterizedTest
    @CsvSource({"What is a servo?, What-is-a-servo", "../../etc/passwd, etc-passwd", "C:\\con.txt, C-con-txt", ".hidden, hidden",
        "a\"b;c, a-b-c",
        "\u9640\u87ba\u4eea, \u9640\u87ba\u4eea", "-rf, rf"})
    void aTitleBecomesANameThatEveryFileSystemTakes(String title, String name) {
        assertThat(Download.name(title)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D\uDCD5", "...", "\r\nSet-Cookie: a=b", "\u202Efdp.exe", "\u0301", "/"})
    void nothingButLettersDigitsAndHyphensIsLeft(String title) {
        assertThat(Download.name(title)).matches("[\\p{L}\\p{M}\\p{N}-]+").isNotEmpty();
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        assertThat(Download.name("\uD83D\uDCD5x ".repeat(200)).codePoints().count()).isLessThanOrEqualTo(60);
        assertThat(Download.name("\uD840\uDC00".repeat(200))).isEqualTo("\uD840\uDC00".repeat(60));
    }
}
