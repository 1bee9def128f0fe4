package dev.hornbook.retrieval;

import java.util.Optional;

/**
 * What an index is asked.
 *
 * @param text the question's words
 * @param context words that belong to it and weigh less, such as those of the question before; may be empty
 * @param vector the question's meaning, of length 1; empty asks by words alone
 * @param textbook the slug of the only book to look in; empty looks in all
 * @param limit how many hits at most
 */
public record IndexQuery(String text, String context, Optional<float[]> vector, Optional<String> textbook, int limit) {
    public IndexQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be positive, not " + limit);
        }
    }

    IndexQuery withLimit(int other) {
        return new IndexQuery(text, context, vector, textbook, other);
    }
}
