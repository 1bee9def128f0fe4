package dev.hornbook.textbook.html;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Where a page leads to in its own site: what it says comes next, and all its links, navigation's among them. */
final class Routes {
    private static final List<String> NEXT = List.of("link[rel~=(?i)^next$]", "a[rel~=(?i)^next$]", "a.pagination-nav__link--next",
            ".next a[href], a.next", "a[accesskey=n]");

    private final Optional<String> next;
    private final List<String> links;

    Routes(Document document, String path) {
        this.next = NEXT.stream().map(document::selectFirst).filter(link -> link != null && link.hasAttr("href")).findFirst()
                .flatMap(link -> path(link, path));
        this.links = document.select("a[href]").stream().flatMap(link -> path(link, path).stream()).distinct().toList();
    }

    private static Optional<String> path(Element link, String from) {
        return Reference.of(link.attr("href"), from).map(Reference::path).filter(target -> !target.equals(from));
    }

    Optional<String> next() {
        return next;
    }

    List<String> links() {
        return links;
    }
}
