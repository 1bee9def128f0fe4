package dev.hornbook.textbook;

import java.util.List;

/** Books on a shelf without a database under them, for tests that only read. Ids are new each time. */
public final class Shelves {
    private Shelves() {}

    public static Shelf of(TokenCounter tokens, BookSource... sources) {
        return new Shelf(List.of(sources).stream().map(source -> UnstoredBook.read(source, tokens, Progress.SILENT)).toList());
    }
}
