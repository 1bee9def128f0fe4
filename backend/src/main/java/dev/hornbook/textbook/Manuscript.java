package dev.hornbook.textbook;

import java.util.List;
import java.util.Set;

/**
 * A book as read from its files, before it is stored.
 *
 * @param name where it came from, for a slug
 * @param title from its index page, or made of its name
 * @param questions to start with, from the index page's front matter
 * @param pages in reading order
 * @param faults the files left out
 * @param unread slugs of pages whose files could not be read, and with a slash at their end folders: what is stored of them stays
 */
record Manuscript(String name, String title, List<String> questions, List<Page> pages, List<Fault> faults, Set<String> unread) {
    Manuscript {
        questions = List.copyOf(questions);
        pages = List.copyOf(pages);
        faults = List.copyOf(faults);
        unread = Set.copyOf(unread);
    }

    /** Whether a page of that slug may be there and could not be read. */
    boolean isUnread(String slug) {
        return unread.contains(slug) || unread.stream().anyMatch(each -> each.endsWith("/") && slug.startsWith(each));
    }
}
