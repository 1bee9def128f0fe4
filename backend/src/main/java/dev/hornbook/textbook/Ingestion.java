package dev.hornbook.textbook;

import dev.hornbook.database.Database;
import dev.hornbook.database.SystemTask;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads books into the database, and takes them out. Reading the same book again changes only what differs, and what did not change keeps its
 * ids, so that citations of it go on leading to it; a page that is gone from the folder disappears. All of it happens in one
 * transaction: a reader sees the old book or the new one. Two readings of one book wait for each other.
 */
public final class Ingestion {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    private final Database database;
    private final ManuscriptReader reader;

    public Ingestion(Database database, TokenCounter tokens) {
        this.database = database;
        this.reader = new ManuscriptReader(tokens);
    }

    /** Reads a folder, or one file; see {@link #ingest(BookSource, Optional, Progress)}. */
    public IngestReport ingest(Path folder, Optional<String> slug, Progress progress) {
        return ingest(new FolderSource(folder), slug, progress);
    }

    /**
     * Reads a book and stores it.
     *
     * @param slug the book to change or make; empty makes it of the source's name
     * @throws BookUnreadableException when there is nothing to read; nothing is changed then
     * @throws IllegalArgumentException for a slug of other than lower-case letters, digits and single hyphens
     * @throws dev.hornbook.database.DatabaseException when it could not be stored; nothing is changed then
     */
    public IngestReport ingest(BookSource source, Optional<String> slug, Progress progress) {
        slug.ifPresent(Ingestion::check);
        Manuscript manuscript = reader.read(source, progress);
        String name = slug.orElseGet(() -> Titles.bookSlug(manuscript.name()));
        return database.asSystem(SystemTask.INGEST)
                .inTransaction(handle -> new BookRows(handle).store(name, manuscript, progress));
    }

    /**
     * Takes a book away, with its passages and their vectors. Conversations about it stay, with the words they cite.
     *
     * @return whether there was one
     * @throws dev.hornbook.database.DatabaseException when it could not be taken away; nothing is changed then
     */
    public boolean remove(String slug) {
        return database.asSystem(SystemTask.INGEST).update("delete from textbook where slug = ?", slug) > 0;
    }

    /** Whether a book may be called so in addresses. */
    public static boolean isSlug(String text) {
        return text.length() <= 80 && SLUG.matcher(text).matches();
    }

    private static void check(String slug) {
        if (!isSlug(slug)) {
            throw new IllegalArgumentException("A book's slug has lower-case letters, digits and single hyphens, at most 80: "
                    + "'physical-ai', not '" + slug + "'.");
        }
    }
}
