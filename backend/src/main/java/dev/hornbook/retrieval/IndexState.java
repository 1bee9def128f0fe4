package dev.hornbook.retrieval;

/**
 * How far the index is.
 *
 * @param passages how many it holds, all of them found by words
 * @param embedded how many of those are found by meaning too
 * @param model whether there is a model to embed the others with
 */
public record IndexState(int passages, int embedded, Embedder.State model) {
    /** Whether every passage is found by both engines. */
    public boolean isWhole() {
        return passages == embedded;
    }
}
