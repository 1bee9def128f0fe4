package dev.hornbook.textbook;

/** Told how far the reading of a book has come, on the thread that reads it; it must return at once. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress SILENT = (step, done, total) -> {};

    /** What is being done. */
    enum Step {
        /** Files are read and cut up. */
        READING,
        /** Rows are written. */
        WRITING
    }

    /**
     * @param done how many of {@code total}; the last report of a step has both equal
     * @param total files while reading, pages while writing
     */
    void report(Step step, int done, int total);
}
