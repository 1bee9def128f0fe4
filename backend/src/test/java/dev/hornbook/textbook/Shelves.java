package dev.hornbook.textbook;

import java.util.List;
import java.util.UUID;

/** Books on a shelf without a database under them, for tests that only read. Ids are new each time. */
public final class Shelves {
    private Shelves() {}

    public static Shelf of(TokenCounter tokens, BookSource... sources) {
        return new Shelf(List.of(sources).stream().map(source -> book(tokens, source)).toList());
    }

    private static Book book(TokenCounter tokens, BookSource source) {
        Manuscript manuscript = new ManuscriptReader(tokens).read(source, Progress.SILENT);
        return new Book(UUID.randomUUID(), Titles.bookSlug(manuscript.name()), manuscript.title(), 1, manuscript.questions(),
                manuscript.pages().stream().map(page -> new Chapter(page.slug(), page.title(),
                        page.sections().stream().map(Shelves::section).toList())).toList());
    }

    private static Section section(PageSection section) {
        return new Section(UUID.randomUUID(), section.anchor(), section.level(), section.path(), section.markdown(),
                section.cuts().stream().map(cut -> new Passage(UUID.randomUUID(), cut.markdown(), cut.text())).toList());
    }
}
