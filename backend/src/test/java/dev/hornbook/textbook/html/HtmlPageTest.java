package dev.hornbook.textbook.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
    private static HtmlPage page(String body) {
        return HtmlPage.read("<!DOCTYPE html><html><head><title>Window</title></head><body>" + body + "</body></html>", "part/page.html")
                .orElseThrow();
    }

    private static String markdown(String body) {
        return page("<main>" + body + "</main>").markdown();
    }

    @Test
    void whatFramesTheTextIsLeftOut() {
        HtmlPage page = page(
                """
                <div class="skip"><a href="#c">Skip to main content</a></div>
                <header class="navbar"><a href="/">Site</a></header>
                <nav class="sidebar"><ul><li><a href="a.html">Other page</a></li></ul></nav>
                <main><article>
                  <nav>You are in part one</nav><div class="breadcrumbs"><a href="/">Home</a> / Part</div>
                  <header><h1>Servos<a class="hash-link" href="#servos">#</a></h1></header>
                  <p>A servo holds a position.</p>
                  <script>alert(1)</script><style>p { color: red }</style>
                  <button>Copy</button>
                  <footer class="theme-doc-footer"><a class="theme-edit-this-page" href="https://git.example.org/x">Edit this page</a></footer>
                  <p><a href="a.html">Previous: Motors</a> | <a href="c.html">Next: Gears</a></p>
                </article></main>
                <aside class="toc"><a href="#servos">Servos</a></aside>
                <footer>Copyright</footer>""");
        assertThat(page.title()).contains("Servos");
        assertThat(page.markdown()).isEqualTo("A servo holds a position.");
    }

    @Test
    void theTabsThatAreNotOpenAreTextToo() {
        assertThat(
                page("""
                     <h1>Installing</h1><div class="tabs-container"><ul role="tablist"><li role="tab">Linux</li><li role="tab">Windows</li></ul>
                     <div><div role="tabpanel"><p>Use apt.</p></div><div role="tabpanel" hidden="" aria-hidden="true"><p>Use winget.</p></div>
                     <div hidden>Loading …</div></div></div>""")
                        .markdown())
                .contains("Use apt.", "Use winget.").doesNotContain("Loading");
    }

    @Test
    void aBoxThatIsCalledASidebarIsTextWhereItIsNotMadeOfLinks() {
        assertThat(page("""
                        <div class="sidebar"><ul><li><a href="a.html">One page</a></li><li><a href="b.html">Another</a></li></ul></div>
                        <h1>T</h1><p>Text.</p><div class="sidebar"><p class="title"><b>TIP</b></p><div>Grease the gears.</div></div>""")
                .markdown())
                .isEqualTo("Text.\n\n**TIP**\n\nGrease the gears.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "<h2 id='own'>T</h2>; own",
        "<h2><a id='inner'></a>T</h2>; inner",
        "<h2><a name='inner'>T</a></h2>; inner",
        "<section id='around'><h2>T</h2></section>; around",
        "<div class='sect1' id='AROUND'><div class='titlepage'><div><h2 class='title'>T</h2></div></div></div>; AROUND",
        "<a name='before'></a><h2>T</h2>; before",
        "<h2>T<a id='sign' class='headerlink' href='#sign'>¶</a></h2>; sign",
        "<div id='elsewhere'><p>Words before.</p><h2>Own Words</h2></div>; own-words",
        "<h2 id='a b'>Blank in its id</h2>; blank-in-its-id"})
    void aHeadingIsNamedByItsOwnIdOrTheNearestThatMeansIt(String heading, String anchor) {
        assertThat(markdown("<h1 id='t'>Title</h1><p>Opening.</p>" + heading + "<p>Text.</p>")).contains("## ")
                .contains("{#" + anchor + "}");
    }

    @Test
    void aHeadingWithoutAnIdIsNeverCalledAsAnotherPlaceIs() {
        assertThat(markdown("<h1>T</h1><h2>Options</h2><p>a</p><h2 id='options'>More</h2><p>b</p>"))
                .contains("## Options {#options-1}", "## More {#options}");
    }

    @Test
    void otherIdsAreKnownWithTheSectionThatHoldsThem() {
        HtmlPage page = page(
                "<h1 id='t'>T</h1><p id='p'>a</p><section id='s'><h2 id='h'>H</h2><table id='tab'><tr><td>1</td><td>2</td></tr></table></section>");
        assertThat(page.places()).containsEntry("p", "t").containsEntry("tab", "h").containsEntry("s", "h");
    }

    @Test
    void headingsStandOneBelowTheOtherWhateverTheyBeginWith() {
        HtmlPage page = page("<h2 class='title'>28.3. Locks</h2><p>a</p><h3>One</h3><p>b</p><h4>Two</h4><p>c</p>");
        assertThat(page.title()).contains("28.3. Locks");
        assertThat(page.markdown()).contains("\n## One ", "\n### Two ");
    }

    @Test
    void aPageThatBeginsWithWordsHasNoTitleOfItsOwn() {
        HtmlPage page = page("<p>Words.</p><h2>Later</h2><p>More.</p>");
        assertThat(page.title()).isEmpty();
        assertThat(page.windowTitle()).isEqualTo("Window");
    }

    @Test
    void aTermWithAnIdBeginsASectionWhereNothingFollowsItsList() {
        String terms = "<dl><dt id='GUC-A'><code>a_setting</code> (string)</dt><dd><p>It sets a.</p></dd><dt id='GUC-B'>b</dt><dd>It sets b.</dd></dl>";
        assertThat(markdown("<h1>T</h1><h2 id='s'>S</h2><p>Lead.</p>" + terms + "<h2>Next</h2>"))
                .contains("### `a_setting` (string) {#GUC-A}\n\nIt sets a.\n\n### b {#GUC-B}\n\nIt sets b.\n\n## Next");
        assertThat(markdown("<h1>T</h1><h2 id='s'>S</h2>" + terms + "<p>Behind it.</p>"))
                .contains("- **`a_setting` (string)**\n\n  It sets a.\n\n- **b**\n\n  It sets b.\n\nBehind it.");
    }

    @Test
    void listsTablesCodeAndQuotationsKeepTheirForm() {
        assertThat(markdown("""
                            <h1>T</h1><ul><li>One</li><li><p>Two</p><ol start="3"><li>deep</li></ol></li></ul>
                            <table><caption>Sizes</caption><thead><tr><th>Name</th><th>Bytes</th></tr></thead>
                            <tbody><tr><td rowspan="2"><code>a|b</code></td><td>2</td></tr><tr><td>4</td></tr></tbody></table>
                            <pre><code class="language-sql">select 1;

                              -- ``` in it
                            </code></pre><blockquote><p>Said.</p></blockquote>"""))
                .isEqualTo("""
                           - One

                           - Two

                             3. deep

                           **Sizes**

                           | Name | Bytes |
                           | --- | --- |
                           | `a\\|b` | 2 |
                           | `a\\|b` | 4 |

                           ````sql
                           select 1;

                             -- ``` in it
                           ````

                           > Said.""");
    }

    @Test
    void aTableOfOneColumnIsAList() {
        assertThat(
                markdown("<h1>T</h1><table><tr><th>Function</th></tr><tr><td><p><code>now()</code></p><p>The time.</p></td></tr></table>"))
                .isEqualTo("- `now()`\n\n  The time.");
    }

    @Test
    void formulasPowersAndCodeSideBySideStayWhatTheyAre() {
        assertThat(markdown(
                """
                <h1>T</h1><p>10<sup>6</sup> <code>a</code><code>(b)</code> <em><code>c</code></em>
                <span class="katex"><span class="katex-mathml"><math><annotation encoding="application/x-tex">x_i^2</annotation></math></span>
                <span class="katex-html" aria-hidden="true">xi2</span></span></p>"""))
                .isEqualTo("10^6 `a(b)` `c` $x_i^2$");
    }

    @Test
    void linksToOtherPagesAreReferencesAndDangerousOnesOnlyWords() {
        String markdown = markdown(
                "<h1>T</h1><p><a href='../b.html#x'>In</a> <a href='https://example.org/a(b)'>out</a> <a href='javascript:alert(1)'>bad</a> <a href='../../../etc/passwd'>up</a></p>");
        assertThat(Reference.resolve(markdown, (path, fragment) -> path + "!" + fragment))
                .isEqualTo("[In](b.html!x) [out](https://example.org/a%28b%29) bad up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a *b* _c_ `d` [e](f) ~~g~~", "1. one", "- one", "# one", "> one", "&lt;b&gt;bold&lt;/b&gt;", "&amp;lt;",
        "a\\b",
        "[x]: http://y", "--- ", "=== ", "+ one", "![p](q)", "pg_stat_activity __init__ _x"})
    void wordsThatLookLikeMarksStayWords(String words) {
        String text = org.jsoup.parser.Parser.unescapeEntities(words, false).strip();
        String markdown = page("<h1>T</h1><p>" + words + "</p>").markdown();
        assertThat(dev.hornbook.textbook.PlainText.of(markdown)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<meta http-equiv='refresh' content='0; url=a.html'>",
        "<div class='index'><div class='indexdiv'>A, 1</div></div>",
        "<table class='genindextable'><tr><td>a</td></tr></table>"})
    void registersAndRedirectionsAreNoPages(String body) {
        assertThat(HtmlPage.read("<html><head></head><body>" + body + "</body></html>", "a.html")).isEmpty();
    }
}
