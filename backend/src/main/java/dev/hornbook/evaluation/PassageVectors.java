package dev.hornbook.evaluation;

import dev.hornbook.retrieval.Embedder;
import dev.hornbook.retrieval.VectorFile;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelf;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * The vectors of a book's passages without a database: made on this thread, some 20 a second, and kept in a file where one is
 * given, so that measuring the same book again takes seconds. What the file holds of other texts or another model is no harm.
 */
public final class PassageVectors {
    private PassageVectors() {}

    /**
     * @param embedder ready
     * @param kept the file; need not exist
     * @param done told how many passages are done
     * @return by the passages' ids
     * @throws UncheckedIOException when the file cannot be read or written
     */
    public static Map<UUID, float[]> of(Book book, Embedder embedder, Optional<Path> kept, IntConsumer done) {
        Map<String, float[]> known = kept.map(PassageVectors::read).orElseGet(HashMap::new);
        int before = known.size();
        Map<UUID, float[]> vectors = new HashMap<>();
        List<Place> places = new ArrayList<>(new Shelf(List.of(book)).places());
        for (Place place : places) {
            String heading = place.section().heading();
            String text = place.passage().text();
            vectors.put(place.passage().id(),
                    known.computeIfAbsent(VectorFile.key(Place.headed(heading, text)), _ -> embedder.passage(heading, text)));
            done.accept(vectors.size());
        }
        if (known.size() > before) {
            kept.ifPresent(file -> write(file, known));
        }
        return vectors;
    }

    private static Map<String, float[]> read(Path file) {
        if (!Files.exists(file)) {
            return new HashMap<>();
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return VectorFile.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The vectors in " + file + " cannot be read (" + e.getMessage() + "). Delete it, or name another.", e);
        }
    }

    private static void write(Path file, Map<String, float[]> vectors) {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            VectorFile.write(vectors, out);
        } catch (IOException e) {
            throw new UncheckedIOException("The vectors cannot be kept in " + file + " (" + e.getMessage() + ").", e);
        }
    }
}
