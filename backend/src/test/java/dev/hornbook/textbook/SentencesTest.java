package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static List<String> split(String text) {
        return Sentences.split(text).stream().map(String::strip).toList();
    }

    @Test
    void sentencesEndAtTheirMarks() {
        assertThat(split("One ends. Two (really!) goes on. \"Three?\" Four…")).containsExactly("One ends.", "Two (really!) goes on.",
                "\"Three?\"", "Four…");
    }

    @Test
    void abbreviationsInitialsAndDecimalsEndNothing() {
        assertThat(split("See Fig. 3 and e.g. Chapter 2, by J. Smith. It is 0.80 m high. It was built in 25. Then it fell."))
                .containsExactly("See Fig. 3 and e.g. Chapter 2, by J. Smith.", "It is 0.80 m high.", "It was built in 25.",
                        "Then it fell.");
    }

    @Test
    void theSentencesJoinedAreTheText() {
        String text = "A b. C d!  E f? g. 1. H";
        assertThat(String.join("", Sentences.split(text))).isEqualTo(text);
    }
}
