package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a page of HTML holds, reading it ends soon, throws nothing, and lets no tag and no script through. */
class HostileHtmlTest {
    private static void assertHarmless(String html) {
        Manuscript manuscript = new TextSource("book").with("a.html", html).with("b.md", "b").read();
        manuscript.pages().forEach(page -> page.sections().forEach(section -> {
            assertHarmlessMarkdown(section.markdown());
            section.cuts().forEach(cut -> assertHarmlessMarkdown(cut.markdown()));
        }));
    }

    private static void assertHarmlessMarkdown(String markdown) {
        Markdown.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock node) {
                throw new AssertionError("HTML: " + node.getLiteral() + "\nin\n" + markdown);
            }

            @Override
            public void visit(HtmlInline node) {
                throw new AssertionError("HTML: " + node.getLiteral() + "\nin\n" + markdown);
            }

            @Override
            public void visit(Link node) {
                assertThat(node.getDestination()).doesNotStartWithIgnoringCase("javascript:").doesNotStartWithIgnoringCase("data:");
                visitChildren(node);
            }
        });
    }

    static Stream<String> attacks() {
        return Stream.of("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "<p>&amp;lt;img src=x onerror=alert(1)&gt;",
                "<a href=' java\nscript:alert(1)'>x</a>", "<a href='data:text/html,x'>x</a>", "<a href='vbscript:x'>x</a>",
                "<h2 id='x}&lt;img src=x>'>&lt;img src=x onerror=alert(1)&gt;</h2>",
                "<img src=\"x)<script>\" alt='](javascript:alert(1))'>",
                "<a href='x'>](javascript:alert(1))</a>", "<pre>```\n<script>alert(1)</script>\n```</pre>",
                "<code>`</code>&lt;b&gt;<code>`</code>",
                "<td>|&lt;b&gt;|", "<table><tr><td>a|&lt;b&gt;<td>`|`</table>", "<dl><dt>&lt;i&gt;<dd>&lt;b&gt;</dl>",
                "<p>\uf8f0x#y\uf8f1 &#xf8f0;x#y&#xf8f1;",
                "<math><annotation encoding='application/x-tex'>&lt;b&gt;</annotation></math>", "<script type='math/tex'><b></script>",
                "<svg><a xlink:href='javascript:x'>t</a></svg>", "<p>&lt;&#97; href=x&gt;", "<p>a<br>&lt;b&gt;<br># x<br>    &lt;i&gt;");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void noTagAndNoScriptIsLeft(String attack) {
        assertHarmless("<h1>T</h1><p>Before " + attack + " after</p>" + attack);
    }

    static Stream<String> burdens() {
        int many = 100_000;
        return Stream
                .of("<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>", "<a href=x>", "<dl><dt id=x>a<dd>", "<h2>", "<!--",
                        "<p>", "<sup>",
                        "<code>`", "<div class=sidebar>a", "<pre>", "<span id=a></span>", "<dl><dt id=a>a<dd>b</dl>", "<h2 id=a>a</h2>",
                        "&lt;", "[", "*_")
                .map(piece -> piece.repeat(many / piece.length()));
    }

    @ParameterizedTest
    @MethodSource("burdens")
    @Timeout(20)
    void repetitionTakesNoQuadraticTime(String burden) {
        assertThatCode(() -> new TextSource("book").with("a.html", burden).with("b.md", "b").read()).doesNotThrowAnyException();
    }

    @Test
    void randomPiecesOfHtmlAreReadWithoutAFault() {
        List<String> pieces = List.of("<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<b>", "</b>", "<em>", "</em>", "<code>",
                "</code>", "<pre>",
                "</pre>", "<table>", "<tr>", "<td>", "<th>", "</table>", "<dl>", "<dt id=a>", "<dt>", "<dd>", "</dl>", "<h2>", "</h2>",
                "<h3 id=q>", "</h3>",
                "<a href='b.html'>", "</a>", "<br>", "<blockquote>", "</blockquote>", "word", "Two words.", "&lt;", "*", "_", "`", "[", "]",
                "|", "#", "1. ",
                "- ", "\\", "\n", "  ", "&amp;", "<sup>", "</sup>", "<section id=s>", "</section>", "~", "!", ">", "\uf8f0", "$", "{#x}",
                "é", "🤖");
        var random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder();
            random.ints(1 + random.nextInt(60), 0, pieces.size()).forEach(i -> text.append(pieces.get(i)));
            assertThatCode(() -> assertHarmless(text.toString())).as(text.toString()).doesNotThrowAnyException();
        }
    }
}
