package dev.hornbook.textbook;

import java.util.Objects;

/**
 * A file of a book that could not be read, and why. The rest of the book was read all the same.
 *
 * @param file the file's path inside the book, with {@code /} between its parts
 * @param reason what is wrong and what to change, as a sentence for the book's author
 */
public record Fault(String file, String reason) {
    public Fault {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(reason, "reason");
    }
}
