package dev.hornbook.retrieval;

import java.util.Objects;
import java.util.Optional;

/**
 * A reader's question.
 *
 * @param before the same reader's question before it in the conversation
 * @param textbook the slug of the book it is about; empty asks all books
 */
public record Question(String text, Optional<String> before, Optional<String> textbook) {
    public Question {
        Objects.requireNonNull(text, "text");
    }

    /** A question that nothing came before. */
    public static Question of(String text) {
        return new Question(text, Optional.empty(), Optional.empty());
    }

    /** Without the words, which are the reader's own business and must not reach a log. */
    @Override
    public String toString() {
        return "Question[" + text.length() + " characters, textbook " + textbook + "]";
    }
}
