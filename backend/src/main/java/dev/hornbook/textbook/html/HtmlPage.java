package dev.hornbook.textbook.html;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page of HTML as Markdown. Links to other pages of the same site stand in it as {@link Reference}s.
 *
 * @param title from the heading that opens the page, as Markdown; empty where none does
 * @param windowTitle from the page's {@code <title>}, plain, as it stands; may be empty
 * @param anchor of the page's opening
 * @param markdown what follows the title; every heading in it ends in {@code {#anchor}}, unique in the page
 * @param places the page's other ids, each with the anchor of the section that holds it
 * @param next where the page says that the reader goes on, as a path in the site (see {@link Reference})
 * @param links where the page leads to in the same site, in its order
 */
public record HtmlPage(Optional<String> title, String windowTitle, String anchor, String markdown, Map<String, String> places,
        Optional<String> next, List<String> links) {
    public HtmlPage {
        Objects.requireNonNull(anchor, "anchor");
        places = Map.copyOf(places);
        links = List.copyOf(links);
    }

    /**
     * Reads a page; every text is some HTML, so it never fails.
     *
     * @param path the file's in the site, with {@code /} between its parts
     * @return empty where the page holds nothing to read: a register, a search form, a redirection
     */
    public static Optional<HtmlPage> read(String html, String path) {
        Document document = Jsoup.parse(Characters.clean(html));
        if (Frame.isNoReading(document, path)) {
            return Optional.empty();
        }
        var routes = new Routes(document, path);
        String windowTitle = Characters.oneLine(document.title());
        Element content = Frame.content(document);
        var outline = new Outline(content);
        String markdown = String.join("\n\n", new Blocks(outline, path).of(content));
        return Optional
                .of(new HtmlPage(outline.title().map(heading -> Inline.line(heading, path)), windowTitle, outline.opening(), markdown,
                        outline.places(), routes.next(), routes.links()));
    }

    /** Whether there is a word on it. */
    public boolean isBlank() {
        return title.isEmpty() && markdown.isBlank();
    }

    /** Plain words as Markdown that reads as they are. */
    public static String escaped(String words) {
        return Characters.escaped(words);
    }
}
