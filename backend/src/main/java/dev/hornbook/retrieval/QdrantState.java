package dev.hornbook.retrieval;

/** How Qdrant stands. In every state but {@link Answers} Lucene answers in its place. */
public sealed interface QdrantState {
    /**
     * It holds the books as this instance does, and answers.
     *
     * @param passages how many it holds
     */
    record Answers(int passages) implements QdrantState {}

    /** It is being filled with an edition of the books that it does not hold yet; so many of all passages are there. */
    record Fills(int done, int all) implements QdrantState {}

    /**
     * Something else has to come first.
     *
     * @param what in a few words
     */
    record Waits(String what) implements QdrantState {}

    /**
     * It cannot be used; it is tried again by itself.
     *
     * @param fault what failed, why, and what to do
     */
    record Away(QdrantException fault) implements QdrantState {}

    /** In a few words, after "Qdrant". */
    default String inWords() {
        return switch (this) {
            case Answers(int passages) -> "answers, with " + passages + " passages by words and by meaning";
            case Fills(int done, int all) -> "is being filled (" + done + " of " + all + " passages); Lucene answers";
            case Waits(String what) -> "waits for " + what + "; Lucene answers";
            case Away(QdrantException fault) -> "is away, and Lucene answers: " + fault.getMessage();
        };
    }
}
