package dev.hornbook.textbook;

import java.util.UUID;

/** A book read and cut up as {@link Ingestion} does it, and stored nowhere: for looking at, and for measuring. */
public final class UnstoredBook {
    private UnstoredBook() {}

    /**
     * Reads a book; its ids are new each time.
     *
     * @param tokens counts as the embedding model does; passages are cut by it
     * @throws BookUnreadableException when there is nothing to read
     */
    public static Book read(BookSource source, TokenCounter tokens, Progress progress) {
        Manuscript manuscript = new ManuscriptReader(tokens).read(source, progress);
        return new Book(UUID.randomUUID(), Titles.bookSlug(manuscript.name()), manuscript.title(), 1, manuscript.questions(),
                manuscript.pages().stream().map(page -> new Chapter(page.slug(), page.title(),
                        page.sections().stream().map(UnstoredBook::section).toList())).toList());
    }

    private static Section section(PageSection section) {
        return new Section(UUID.randomUUID(), section.anchor(), section.level(), section.path(), section.markdown(),
                section.cuts().stream().map(cut -> new Passage(UUID.randomUUID(), cut.markdown(), cut.text())).toList());
    }
}
