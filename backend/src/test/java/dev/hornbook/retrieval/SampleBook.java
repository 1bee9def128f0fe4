package dev.hornbook.retrieval;

import dev.hornbook.textbook.ClasspathSource;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelf;
import dev.hornbook.textbook.Shelves;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The sample textbook, indexed and embedded once for all tests of the JVM, and its labelled questions. */
public final class SampleBook {
    private static SampleBook book;

    public final Shelf shelf;
    public final Retriever retriever;
    /** The same without a model: by words alone. */
    public final Retriever byWords;

    private final Embedder meaning;
    private final List<float[]> vectors;

    /** @param section {@code chapter#anchor}; for an unanswerable one {@code none:own} or {@code none:foreign} */
    public record Labelled(String question, String section) {
        public boolean isAnswerable() {
            return !section.startsWith("none:");
        }
    }

    private SampleBook() {
        shelf = Shelves.of(WordPiece.ofModel(), ClasspathSource.sample());
        Embedder embedder = new Embedder();
        embedder.start();
        var ready = new CompletableFuture<Void>();
        embedder.whenReady(() -> ready.complete(null));
        ready.join();
        vectors = shelf.places().stream()
                .map(place -> embedder.passage(place.section().heading(), place.passage().text())).toList();
        meaning = embedder;
        retriever = embeddedUpTo(vectors.size());
        Embedder none = new Embedder();
        none.close();
        byWords = retriever(none, 0);
    }

    /** As it is while vectors are made: only the first passages have theirs. */
    Retriever embeddedUpTo(int passages) {
        return retriever(meaning, passages);
    }

    private Retriever retriever(Embedder embedder, int embedded) {
        LuceneIndex index = LuceneIndex.inMemory();
        List<Place> places = List.copyOf(shelf.places());
        index.update(IntStream.range(0, places.size()).mapToObj(i -> new IndexedPassage(places.get(i).passage().id(),
                places.get(i).book().slug(), places.get(i).section().heading(), places.get(i).passage().text(),
                Optional.of(i).filter(number -> number < embedded).map(vectors::get))).toList(), List.of());
        return new Retriever(() -> shelf, index, index, embedder);
    }

    // Not in a static initializer: the model's thread would wait for the class, and the class for the model.
    public static synchronized SampleBook get() {
        if (book == null) {
            book = new SampleBook();
        }
        return book;
    }

    public static List<Labelled> questions() {
        try (InputStream in = SampleBook.class.getResourceAsStream("/sample/questions.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t")).map(line -> new Labelled(line[0], line[1])).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
