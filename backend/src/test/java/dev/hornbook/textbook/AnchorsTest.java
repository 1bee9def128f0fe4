package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorsTest {
    /** From github-slugger's own fixtures. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', value = {"Hello World,hello-world", "alpha: beta/gamma,alpha-betagamma", "a_b c,a_b-c",
        "'What’s new?',whats-new", "Привет мир,привет-мир", "I ♥ unicode,i--unicode", "1. First,1-first", "naïve café,naïve-café"})
    void aHeadingsAnchorIsGitHubs(String heading, String anchor) {
        assertThat(new Anchors().of(heading).anchor()).isEqualTo(anchor);
    }

    @Test
    void noAnchorIsGivenTwiceInAChapter() {
        var anchors = new Anchors();
        assertThat(Stream.of("Foo", "Foo", "Foo 1", "Foo", "foo-1").map(heading -> anchors.of(heading).anchor()))
                .containsExactly("foo", "foo-1", "foo-1-1", "foo-2", "foo-1-2")
                .doesNotHaveDuplicates();
    }

    @Test
    void aHeadingMayNameItsOwnAnchor() {
        var anchored = new Anchors().of("The zero-moment point {#zmp}");
        assertThat(anchored.title()).isEqualTo("The zero-moment point");
        assertThat(anchored.anchor()).isEqualTo("zmp");
    }

    @Test
    void aNameThatIsNoAnchorIsPartOfTheHeading() {
        for (String heading : List.of("Sets {#}", "Odd {#a b}", "Script {#\"><script>}")) {
            assertThat(new Anchors().of(heading).title()).isEqualTo(heading);
            assertThat(new Anchors().of(heading).anchor()).doesNotContain("<", "\"", " ");
        }
    }

    @Test
    void aHeadingWithoutLettersHasAnAnchorAllTheSame() {
        assertThat(new Anchors().of("???").anchor()).isEqualTo("section");
    }
}
