package dev.hornbook.retrieval;

import java.util.Optional;

/**
 * How far the index is.
 *
 * @param passages how many it holds, all of them found by words
 * @param embedded how many of those are found by meaning too
 * @param model whether there is a model to embed the others with
 * @param fault why it stands still, where it does; it is tried again meanwhile
 */
public record IndexState(int passages, int embedded, Embedder.State model, Optional<String> fault) {
    /** Whether nothing is to be waited for: it is whole, or cannot become so by itself. */
    public boolean isAtItsEnd() {
        return isWhole() || model == Embedder.State.ABSENT || fault.isPresent();
    }

    /** Whether every passage is found by both engines. */
    public boolean isWhole() {
        return passages == embedded;
    }
}
