package dev.hornbook.textbook;

import java.util.List;

/**
 * A page as read: a chapter of the book to be.
 *
 * @param slug the file's path in the book without its extension
 * @param sections the opening first; never empty
 */
record Page(String slug, String title, FrontMatter front, List<PageSection> sections) {
    Page {
        sections = List.copyOf(sections);
    }
}
