package dev.hornbook.textbook;

import java.util.List;
import java.util.function.Consumer;

/** Where a book's files come from: a folder, or the class path. */
public interface BookSource {
    /** A name for the book where it has no title of its own; also what its slug is made of. Never empty. */
    String name();

    /**
     * The Markdown files and the {@code _category_} files beside them, in no particular order.
     *
     * @param faults told of each file that is left out for a fault of its own
     * @throws BookUnreadableException when there is no such place, or it cannot be read at all
     */
    List<SourceFile> files(Consumer<Fault> faults);
}
