package dev.hornbook.textbook;

import java.util.UUID;

/** A book read and cut up as {@link Ingestion} does it, and stored nowhere: for looking at, and for measuring. */
public final class UnstoredBook {
    private final String slug;
    private long last;

    private UnstoredBook(String slug) {
        this.slug = slug;
    }

    /**
     * Reads a book. Its ids are numbers in reading order, as those of a stored book are in order, so that what goes by ids comes
     * out the same each time.
     *
     * @param tokens counts as the embedding model does; passages are cut by it
     * @throws BookUnreadableException when there is nothing to read
     */
    public static Book read(BookSource source, TokenCounter tokens, Progress progress) {
        Manuscript manuscript = new ManuscriptReader(tokens).read(source, progress);
        return new UnstoredBook(Titles.bookSlug(manuscript.name())).book(manuscript);
    }

    private Book book(Manuscript manuscript) {
        return new Book(id(), slug, manuscript.title(), 1, manuscript.questions(),
                manuscript.pages().stream().map(page -> new Chapter(page.slug(), page.title(),
                        page.sections().stream().map(this::section).toList())).toList());
    }

    private Section section(PageSection section) {
        return new Section(id(), section.anchor(), section.level(), section.path(), section.markdown(),
                section.cuts().stream().map(cut -> new Passage(id(), cut.markdown(), cut.text())).toList());
    }

    private UUID id() {
        return new UUID(slug.hashCode(), ++last);
    }
}
