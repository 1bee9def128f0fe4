package dev.hornbook.textbook;

import java.util.List;

/**
 * A section as read, before it has an id: a heading and what stands under it up to the next heading of any level.
 *
 * @param anchor unique in its page
 * @param level 1 for the page's opening, 2 to 6 for the others
 * @param path the titles from the page's to this section's own; never empty
 * @param markdown the source under the heading, without the heading itself; empty when the next heading follows at once
 * @param hash SHA-256 of all of the above, hexadecimal
 */
record PageSection(String anchor, int level, List<String> path, String markdown, List<Cut> cuts, String hash) {
    PageSection {
        path = List.copyOf(path);
        cuts = List.copyOf(cuts);
    }

    String title() {
        return path.getLast();
    }
}
