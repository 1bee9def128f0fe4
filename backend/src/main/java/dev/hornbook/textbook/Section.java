package dev.hornbook.textbook;

import java.util.List;
import java.util.UUID;

/**
 * A heading and what stands under it up to the next heading of any level.
 *
 * @param anchor unique in its chapter
 * @param level 1 for a chapter's opening, 2 to 6 for the others
 * @param path the titles from the chapter's down to this section's own; never empty
 * @param markdown without the heading itself; untrusted text, free of tags and MDX; may be empty
 * @param passages the same text in pieces, in order
 */
public record Section(UUID id, String anchor, int level, List<String> path, String markdown, List<Passage> passages) {
    public Section {
        path = List.copyOf(path);
        passages = List.copyOf(passages);
    }

    public String title() {
        return path.getLast();
    }

    /** {@code Chapter > Section > Subsection}: what is shown as a citation's title and searched with each passage. */
    public String heading() {
        return Cutter.heading(path);
    }
}
