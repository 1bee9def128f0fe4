package dev.hornbook.textbook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A file of a book, not yet read.
 *
 * @param path its path inside the book, with {@code /} between its parts and no leading one
 * @param content opens it; the caller closes what it opens
 */
public record SourceFile(String path, Content content) {
    public SourceFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
    }

    /** The file's name without its folders. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Opens the bytes of a file. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
