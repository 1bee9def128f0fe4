package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageReaderTest {
    private static Page page(String text) {
        return new TextSource("book").with("part/01-page.md", text).read().pages().getFirst();
    }

    @Test
    void aPageIsItsOpeningAndASectionForEachHeading() {
        Page page = page("""
                         # Balance

                         Opening.

                         ## Support {#support}

                         One.

                         ### Deeper *still*

                         Two.

                         Setext
                         ------

                         Three.
                         """);
        assertThat(page.slug()).isEqualTo("part/01-page");
        assertThat(page.title()).isEqualTo("Balance");
        assertThat(page.sections()).extracting(PageSection::anchor).containsExactly("balance", "support", "deeper-still", "setext");
        assertThat(page.sections()).extracting(PageSection::level).containsExactly(1, 2, 3, 2);
        assertThat(page.sections()).extracting(PageSection::markdown).containsExactly("Opening.", "One.", "Two.", "Three.");
        assertThat(page.sections().get(2).path()).containsExactly("Balance", "Support", "Deeper still");
    }

    @Test
    void theTitleIsTheFrontMattersThenTheFirstHeadingsThenTheNames() {
        assertThat(page("---\ntitle: From front\n---\n# From heading\n\nText").title()).isEqualTo("From front");
        assertThat(page("Text\n\n## From heading\n").title()).isEqualTo("From heading");
        assertThat(page("Text only").title()).isEqualTo("Page");
    }

    @Test
    void headingsInCodeListsAndQuotationsAreNone() {
        Page page = page("# T\n\n```\n# no\n```\n\n> # no\n\n- # no\n\n    # no\n");
        assertThat(page.sections()).hasSize(1);
        assertThat(page.sections().getFirst().markdown()).contains("```\n# no\n```", "> # no", "- # no");
    }

    @Test
    void alaterHeadingOfLevelOneIsASectionLikeOthers() {
        Page page = page("# One\n\na\n\n# Two\n\nb\n\n## Three\n\nc");
        assertThat(page.sections()).extracting(PageSection::level).containsExactly(1, 2, 2);
        assertThat(page.sections().get(2).path()).isEqualTo(List.of("One", "Two", "Three"));
    }

    @Test
    void aSectionBringsTheLinkDefinitionsThatItUses() {
        Page page = page(
                "# T\n\nSee [the Paper] and [this][x].\n\n## End\n\nNone.\n\n[the paper]: https://example.org/p\n[x]: https://example.org/x\n");
        assertThat(page.sections().getFirst().markdown()).contains("[the paper]: https://example.org/p", "[x]: https://example.org/x");
    }

    @Test
    void tablesCodeAndImagesStayAsTheyAre() {
        String body = "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```py\nx = 1\n```\n\n![Robot](./img/robot.png)";
        assertThat(page("# T\n\n" + body + "\n").sections().getFirst().markdown()).isEqualTo(body);
    }
}
