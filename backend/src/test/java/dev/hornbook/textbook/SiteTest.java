package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Pages of HTML become a book. */
class SiteTest {
    private static String html(String head, String body) {
        return "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>";
    }

    private static String page(String title, String next) {
        return html("<title>" + title + "</title>" + (next.isEmpty() ? "" : "<link rel='next' href='" + next + "'>"),
                "<h1>" + title + "</h1><p>Text of " + title + ".</p>");
    }

    @Test
    void pagesGoAsEachNamesTheNext() {
        Manuscript manuscript = new TextSource("html").with("index.html", page("The Manual", "zeta.html"))
                .with("zeta.html", page("Zeta", "alpha.html"))
                .with("alpha.html", page("Alpha", "part/mid.html")).with("part/mid.html", page("Mid", ""))
                .with("about.html", page("About", "")).read();
        assertThat(manuscript.title()).isEqualTo("The Manual");
        assertThat(manuscript.pages()).extracting(Page::slug).containsExactly("index", "zeta", "alpha", "part/mid", "about");
    }

    @Test
    void withoutNextLinksPagesGoAsTheIndexListsThem() {
        Manuscript manuscript = new TextSource("html")
                .with("index.html", html("", "<h1>M</h1><nav><a href='zeta.html'>Z</a> <a href='/site/alpha/'>A</a></nav><p>Welcome.</p>"))
                .with("zeta.html", page("Zeta", "")).with("alpha/index.html", page("Alpha", "")).with("other.html", page("Other", ""))
                .read();
        assertThat(manuscript.pages()).extracting(Page::slug).containsExactly("index", "zeta", "alpha/index", "other");
    }

    @Test
    void linksLeadToChaptersAndToTheSectionThatHoldsThePlace() {
        Manuscript manuscript = new TextSource("html")
                .with("part/a.html", html("",
                        "<h1 id='a'>A</h1><p>See <a href='../b.html#tab'>the table</a>, <a href='/b.html'>B</a> and <a href='#a'>here</a>.</p>"))
                .with("b.html", html("", "<h1 id='b'>B</h1><p>x</p><h2 id='sizes'>Sizes</h2><p id='tab'>Table.</p>")).read();
        assertThat(manuscript.pages().stream().filter(page -> page.slug().equals("part/a")).findFirst().orElseThrow().sections().getFirst()
                .markdown())
                .isEqualTo("See [the table](../b#sizes), [B](../b) and [here](#a).");
    }

    @Test
    void whatTheWindowsHaveInCommonIsNoPartOfATitle() {
        var source = new TextSource("html");
        for (String name : new String[]{"Gears", "Motors", "Servos"}) {
            source.with(name + ".html", html("<title>" + name + " — The Manual 3.1 documentation</title>", "<p>Words first.</p>"));
        }
        assertThat(source.read().pages()).extracting(Page::title).containsExactlyInAnyOrder("Gears", "Motors", "Servos");
    }

    @Test
    void aBrokenPageIsNamedAndTheOthersAreRead() {
        Manuscript manuscript = new TextSource("html").with("a.html", page("A", ""))
                .with("latin.html", html("<meta charset='utf-8'>", "<p>caf\u00e9</p>").getBytes(StandardCharsets.ISO_8859_1))
                .with("empty.html", html("<title>App</title>", "<div id='root'></div><script>draw()</script>"))
                .with("strange.html", html("<meta charset='klingon'>", "<p>x</p>"))
                .with("binary.html", new byte[]{'<', 'p', '>', 0, 1}).read();
        assertThat(manuscript.pages()).extracting(Page::slug).containsExactly("a");
        assertThat(manuscript.faults()).extracting(Fault::file).containsExactlyInAnyOrder("latin.html", "empty.html", "strange.html",
                "binary.html");
    }

    @Test
    void theEncodingIsTheOneThatThePageNames() {
        Manuscript manuscript = new TextSource("html")
                .with("a.html", html("<meta charset='iso-8859-1'>", "<h1>A</h1><p>caf\u00e9</p>").getBytes(StandardCharsets.ISO_8859_1))
                .read();
        assertThat(manuscript.pages().getFirst().sections().getFirst().markdown()).isEqualTo("café");
    }

    @Test
    void markdownAndHtmlMakeOneBook() {
        Manuscript manuscript = new TextSource("book").with("index.md", "# Book\n\nHello.").with("notes/a.html", page("Notes", "")).read();
        assertThat(manuscript.pages()).extracting(Page::slug).containsExactly("index", "notes/a");
    }

    @Test
    void aSectionIsCalledByItsHtmlIdWhateverCharactersItHas() {
        Page page = new TextSource("book").with("a.html", html("", "<h1>T</h1><p>x</p><h2 id='operator_+=(a)'>Plus</h2><p>y</p>")).read()
                .pages().getFirst();
        assertThat(page.sections()).extracting(PageSection::anchor).containsExactly("t", "operator_+=(a)");
        assertThat(page.sections().getLast().path()).containsExactly("T", "Plus");
    }
}
