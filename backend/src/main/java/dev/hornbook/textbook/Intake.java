package dev.hornbook.textbook;

import dev.hornbook.database.DatabaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the books for somebody who is not at the machine. What they send is read in as {@link Ingestion} reads a folder: one
 * book at a time, so that what is on its way takes one file's room on the disk. That file is gone when the book is in or refused.
 */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Ingestion ingestion;
    private final Path arriving;
    private final Runnable catchUp;
    private final Semaphore one = new Semaphore(1);

    /**
     * @param arriving where a book's bytes are kept while it is read; nobody else's file
     * @param catchUp makes this process know of what was changed
     */
    public Intake(Ingestion ingestion, Path arriving, Runnable catchUp) {
        this.ingestion = ingestion;
        this.arriving = arriving;
        this.catchUp = catchUp;
    }

    /**
     * Reads in a ZIP; the caller bounds how long it is.
     *
     * @param name what the book is called
     * @param slug as {@link Ingestion#ingest} takes it
     * @throws BookUnreadableException when nothing of it is read in, saying why
     * @throws IntakeBusyException when another book is just being read in
     * @throws DatabaseException when it could not be stored; nothing is changed then
     */
    public IngestReport zip(InputStream bytes, String name, Optional<String> slug) {
        return receive(bytes, file -> {
            try (ZipSource zip = ZipSource.open(file, name)) {
                return ingestion.ingest(zip, slug, Progress.SILENT);
            }
        });
    }

    /**
     * Reads in one file of Markdown or HTML, as {@link #zip} does a ZIP.
     *
     * @param name the file's, with its extension
     */
    public IngestReport page(InputStream bytes, String name, Optional<String> slug) {
        return receive(bytes, file -> ingestion.ingest(new OneFile(name, file), slug, Progress.SILENT));
    }

    /**
     * Takes a book away, as {@link Ingestion#remove} does.
     *
     * @return whether there was one
     * @throws DatabaseException when it could not be taken away; nothing is changed then
     */
    public boolean remove(String slug) {
        boolean removed = ingestion.remove(slug);
        show();
        return removed;
    }

    private IngestReport receive(InputStream bytes, Function<Path, IngestReport> read) {
        if (!one.tryAcquire()) {
            throw new IntakeBusyException();
        }
        try {
            Files.copy(bytes, arriving, StandardCopyOption.REPLACE_EXISTING);
            IngestReport report = read.apply(arriving);
            show();
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("The book could not be kept at " + arriving + " while it is read.", e);
        } finally {
            clear();
            one.release();
        }
    }

    private void show() {
        try {
            catchUp.run();
        } catch (DatabaseException e) {
            LOG.debug("The books are changed, and looked at with the next question: {}", e.getMessage());
        }
    }

    private void clear() {
        try {
            Files.deleteIfExists(arriving);
        } catch (IOException e) {
            LOG.warn("What was kept of a book while it was read could not be removed: {}", e.getMessage());
        }
    }
}
