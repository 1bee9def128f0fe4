package dev.hornbook.evaluation;

import dev.hornbook.retrieval.Embedder;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelf;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
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
    private static final int LONGEST = 4_096;

    private PassageVectors() {}

    /**
     * @param embedder ready
     * @param kept the file; need not exist
     * @param done told how many passages are done
     * @return by the passages' ids
     * @throws UncheckedIOException when the file cannot be read or written
     */
    public static Map<UUID, float[]> of(Book book, Embedder embedder, Optional<Path> kept, IntConsumer done) {
        Map<String, float[]> known = kept.map(file -> read(file, embedder.model())).orElseGet(HashMap::new);
        int before = known.size();
        Map<UUID, float[]> vectors = new HashMap<>();
        List<Place> places = new ArrayList<>(new Shelf(List.of(book)).places());
        for (Place place : places) {
            String heading = place.section().heading();
            String text = place.passage().text();
            vectors.put(place.passage().id(), known.computeIfAbsent(hash(heading, text), any -> embedder.passage(heading, text)));
            done.accept(vectors.size());
        }
        if (known.size() > before) {
            kept.ifPresent(file -> write(file, embedder.model(), known));
        }
        return vectors;
    }

    private static Map<String, float[]> read(Path file, String model) {
        Map<String, float[]> vectors = new HashMap<>();
        if (!Files.exists(file)) {
            return vectors;
        }
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!in.readUTF().equals(model)) {
                return vectors;
            }
            for (int left = in.readInt(); left > 0; left--) {
                String hash = in.readUTF();
                int length = in.readInt();
                if (length < 1 || length > LONGEST) {
                    throw new IOException("a vector of " + length + " numbers");
                }
                float[] vector = new float[length];
                for (int i = 0; i < length; i++) {
                    vector[i] = in.readFloat();
                }
                vectors.put(hash, vector);
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The vectors in " + file + " cannot be read (" + e.getMessage() + "). Delete it, or name another.",
                    e);
        }
    }

    private static void write(Path file, String model, Map<String, float[]> vectors) {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeUTF(model);
            out.writeInt(vectors.size());
            for (Map.Entry<String, float[]> entry : vectors.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                for (float value : entry.getValue()) {
                    out.writeFloat(value);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The vectors cannot be kept in " + file + " (" + e.getMessage() + ").", e);
        }
    }

    private static String hash(String heading, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Place.headed(heading, text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
