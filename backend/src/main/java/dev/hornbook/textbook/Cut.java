package dev.hornbook.textbook;

import java.util.Objects;

/**
 * A passage as cut out of a section, before it has an id.
 *
 * @param markdown its source
 * @param text its words, without marks (see {@link PlainText})
 * @param hash SHA-256 of what is embedded and searched: the heading path and the source; hexadecimal
 */
record Cut(String markdown, String text, String hash) {
    Cut {
        Objects.requireNonNull(markdown, "markdown");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(hash, "hash");
    }
}
