package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, reading it ends soon, throws nothing, and lets no tag through. */
class HostileMarkdownTest {
    static Stream<String> attacks() {
        return Stream.of("<script>alert(1)</script>", "<scr<script>x</script>ipt>alert(1)</script>", "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>", "<a href=\"javascript:alert(1)\">x</a>", "<style>*{display:none}</style>x",
                "<iframe src=//e.org></iframe>",
                "<ScRiPt\n>alert(1)</sCrIpT\n>", "{(() => { throw 1 })()}", "export default () => <b/>;",
                "<object data=x><embed src=y></object>",
                "<<b>script>alert(1)<</b>/script>", "<{/* */}script>alert(1)</script>", "<<!-- -->img src=x onerror=alert(1)>");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void noTagIsLeftInWhatIsShown(String attack) {
        Page page = new TextSource("book").with("a.mdx", "# T\n\nBefore " + attack + " after\n\n" + attack + "\n").read().pages()
                .getFirst();
        assertThat(page.sections()).allSatisfy(section -> {
            assertThat(PlainText.of(section.markdown())).doesNotContain("onload=", "javascript:");
            assertThat(Markdown.blocks(Markdown.parse(section.markdown())))
                    .noneMatch(block -> block instanceof org.commonmark.node.HtmlBlock);
        });
    }

    static Stream<String> burdens() {
        int many = 100_000;
        return Stream
                .of("<!--", "{/*", "<script>", "`", "``` `", "[", "![", "*_", "> ", "- ", "<a {", "<h1>", "# x\n", "$", "(", "\\", "<x \"",
                        "[a]: b\n",
                        "|a|\n|-|\n", ":::", "a\n---\n", "&amp;", "**a ", "\t", "import {\n")
                .map(piece -> piece.repeat(many / piece.length()));
    }

    @ParameterizedTest
    @MethodSource("burdens")
    @Timeout(20)
    void repetitionTakesNoQuadraticTime(String burden) {
        assertThatCode(() -> new TextSource("book").with("a.mdx", burden).with("b.md", "b").read()).doesNotThrowAnyException();
    }

    @Test
    void randomPiecesOfMarkdownAreReadWithoutAFault() {
        List<String> pieces = List.of("# ", "## ", "\n", "\n\n", "```", "~~~", "`", "<", ">", "<b", "</b>", "{", "}", "{/*", "*/}", "<!--",
                "-->", "|", "---",
                "- ", "1. ", "    ", "word ", "*", "_", "[", "](", ")", "!", ":::", "import x from 'y'\n", "é", "🤖", "\t", "&lt;", "\\",
                "{#id}");
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder();
            random.ints(1 + random.nextInt(60), 0, pieces.size()).forEach(i -> text.append(pieces.get(i)));
            String page = text.toString();
            assertThatCode(() -> new TextSource("book").with("a" + (page.length() % 2 == 0 ? ".md" : ".mdx"), page).read()).as(page)
                    .doesNotThrowAnyException();
        }
    }
}
