package dev.hornbook.textbook;

import java.util.List;

/**
 * A chapter, made of one file.
 *
 * @param slug the file's path in the book without its extension; may hold slashes
 * @param sections in order, the opening (level 1) first; never empty
 */
public record Chapter(String slug, String title, List<Section> sections) {
    public Chapter {
        sections = List.copyOf(sections);
    }
}
