package dev.hornbook.evaluation;

/** By what passages are found. */
public enum Engine {
    BM25("BM25"),
    DENSE("dense"),
    HYBRID("hybrid");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
