package dev.hornbook.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelves;
import dev.hornbook.textbook.TextSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotablesTest {
    private static List<Quotable> of(String markdown) {
        return Shelves.of(text -> text.length() / 4, new TextSource("book").with("a.mdx", "# T\n\n" + markdown)).places().stream()
                .sorted((a, b) -> Integer.compare(a.section().passages().indexOf(a.passage()), b.section().passages().indexOf(b.passage())))
                .map((Place place) -> Quotables.of(place)).flatMap(List::stream).toList();
    }

    private static List<String> shown(String markdown) {
        return of(markdown).stream().map(Quotable::markdown).toList();
    }

    @Test
    void sentencesStandWithoutTheirMarks() {
        assertThat(shown(
                "The *zero-moment* point, **ZMP**, is [defined here](https://e.org/x). ![A foot](foot.png) It uses `torch.nn` and x_i."))
                .containsExactly("The zero-moment point, ZMP, is defined here.", "It uses `torch.nn` and x_i.");
    }

    @Test
    void codeHeadingsQuestionsAndLeadInsAreNotQuoted() {
        assertThat(shown(
                "This leads to code:\n\n```py\nprint(\"It is said here.\")\n```\n\nIs this a question? Not this one here.\n\n> Quoted text is text."))
                .containsExactly("Not this one here.", "Quoted text is text.");
    }

    @Test
    void whatOnlyLeadsElsewhereIsNotQuoted() {
        assertThat(shown(
                "- [Respond to a request from a hook](#respond)\n- [Link](#a) with words of its own.\n\nSee https://example.org/rules/no-any for documentation."))
                .containsExactly("Link with words of its own.");
    }

    @Test
    void aLinkWhoseDefinitionStandsElsewhereLeavesItsWords() {
        String far = "A paragraph that stands between the two, as long as any. ".repeat(60);
        assertThat(
                shown("To activate plugins, use the [`register()`][Register] method.\n\n" + far + "\n\n" + far + "\n\n[Register]: #there"))
                .startsWith("To activate plugins, use the `register()` method.");
    }

    @Test
    void listItemsEndAsSentences() {
        assertThat(shown("- swing the trunk and arms\n- take a step to the side.\n- no")).containsExactly("swing the trunk and arms.",
                "take a step to the side.");
    }

    @Test
    void aTablesRowReadsWithTheNamesOfItsColumns() {
        assertThat(shown("| layer | rate | period |\n| --- | --- | --- |\n| torque loop | 1 kHz | 1 ms |\n"))
                .containsExactly("Torque loop – rate: 1 kHz; period: 1 ms.");
    }

    @Test
    void whatWouldReadAsAMarkIsEscapedAndNoNumberReadsAsACitation() {
        assertThat(shown("The product a \\* b \\* c is cited [1] and \\[x\\] in \\<b> here."))
                .containsExactly("The product a \\* b \\* c is cited (1) and \\[x\\] in \\<b> here.");
    }

    @Test
    void theQuotedWordsAreTheBooksOwn() {
        assertThat(of("The *zero-moment* point is a point.").getFirst().words()).isEqualTo("The zero-moment point is a point.");
    }
}
