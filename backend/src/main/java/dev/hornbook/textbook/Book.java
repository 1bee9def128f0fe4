package dev.hornbook.textbook;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A book as its readers see it; immutable.
 *
 * @param slug names it in addresses
 * @param revision of the rows that this was read from
 * @param questions to start with, from the book itself; may be empty
 * @param chapters in reading order
 */
public record Book(UUID id, String slug, String title, long revision, List<String> questions, List<Chapter> chapters) {
    public Book {
        questions = List.copyOf(questions);
        chapters = List.copyOf(chapters);
    }

    public Optional<Chapter> chapter(String slug) {
        return chapters.stream().filter(chapter -> chapter.slug().equals(slug)).findFirst();
    }

    /** The chapter after this one, if it is not the last. */
    public Optional<Chapter> next(Chapter chapter) {
        return at(chapters.indexOf(chapter) + 1);
    }

    /** The chapter before this one, if it is not the first. */
    public Optional<Chapter> previous(Chapter chapter) {
        return at(chapters.indexOf(chapter) - 1);
    }

    private Optional<Chapter> at(int index) {
        return index >= 0 && index < chapters.size() ? Optional.of(chapters.get(index)) : Optional.empty();
    }
}
