package dev.hornbook.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** There are three passages, and each gets the next number when it is first cited. */
class CitationMarksTest {
    private static String read(String text, int... pieces) {
        var out = new StringBuilder();
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        var marks = new CitationMarks(number -> number >= 1 && number <= 3
                ? Optional.of(numbers.computeIfAbsent(number, passage -> numbers.size() + 1))
                : Optional.empty(), out::append);
        int from = 0;
        for (int length : pieces) {
            marks.accept(text.substring(from, from + length));
            from += length;
        }
        marks.accept(text.substring(from));
        marks.end();
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', value = {"So it is [1].;So it is [1].",
        "So [3]. And [1]. And [3].;So [1]. And [2]. And [1].",
        "So it is [9].;So it is.", "Both [1, 2] and [2][3];Both [1][2] and [2][3]", "Both [1, 7].;Both [1].",
        "None [0] [12] here;None here",
        "A [link](https://e.org) and [a] and [];A [link](https://e.org) and [a] and []", "Code `a[9]` and [2];Code `a[9]` and [1]",
        "``a`[9]`` [8]!;``a`[9]``!", "An open [1;An open [1", "[ 2 ];[1]", "x[1]y;x[1]y", "[[1]];[[1]]", "[123456];[123456]"})
    void marksThatNameAPassageStayAndOthersGo(String text, String read) {
        assertThat(read(text)).isEqualTo(read);
    }

    @Test
    void fencedCodeStaysAsItIs() {
        String code = "See:\n\n```python\nx = a[7] # [9]\n```\n\nDone";
        assertThat(read(code + " [9].")).isEqualTo(code + ".");
    }

    @Test
    void aMarkMayComeInPieces() {
        String text = "One [3]. Two [1, 2] and `c[9]` three [7]. Four  [2]!";
        String whole = read(text);
        var random = new Random(3);
        for (int round = 0; round < 500; round++) {
            List<Integer> lengths = new ArrayList<>();
            int left = text.length();
            while (left > 0) {
                int length = 1 + random.nextInt(Math.min(left, 4));
                lengths.add(length);
                left -= length;
            }
            assertThat(read(text, lengths.stream().mapToInt(Integer::intValue).toArray())).isEqualTo(whole);
        }
    }

    @Test
    void textThatCannotBecomeAMarkIsNotHeldBack() {
        var out = new StringBuilder();
        var marks = new CitationMarks(number -> Optional.empty(), out::append);
        marks.accept("The robot falls");
        assertThat(out).hasToString("The robot falls");
        marks.accept(" [1");
        assertThat(out).hasToString("The robot falls");
        marks.accept("x");
        assertThat(out).hasToString("The robot falls [1x");
    }
}
