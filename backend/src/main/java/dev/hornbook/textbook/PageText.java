package dev.hornbook.textbook;

import dev.hornbook.textbook.html.HtmlPage;
import java.util.Optional;

/**
 * A file as Markdown, whatever it was, before it is taken apart.
 *
 * @param path the file's in the book
 * @param front what it says of itself; {@link FrontMatter#NONE} for HTML
 * @param markdown its text without front matter, free of tags and MDX
 * @param html what else is known of a page of HTML
 */
record PageText(String path, FrontMatter front, String markdown, Optional<HtmlPage> html) {
    String slug() {
        return Titles.slug(path);
    }
}
