package dev.hornbook.textbook;

/** Counts a text's tokens as the embedding model does, without the marks a model puts around a text. */
@FunctionalInterface
public interface TokenCounter {
    int count(String text);
}
