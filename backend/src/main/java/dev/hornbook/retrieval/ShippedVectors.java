package dev.hornbook.retrieval;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The vectors of the sample textbook's passages, which come with the program: a first start finds them by meaning as soon as the model
 * can read a question, and spends no time on making them. Whatever else is asked for is not there.
 */
final class ShippedVectors {
    static final String RESOURCE = "/sample/physical-ai.vectors";

    private ShippedVectors() {}

    /** Read once, by whoever needs it first: 200 KB. */
    private static final class Held {
        private static final Map<String, float[]> VECTORS = read();
    }

    /** The vector of a text as it was given to the encoder. */
    static Optional<float[]> of(String text) {
        return Optional.ofNullable(Held.VECTORS.get(VectorFile.key(text))).map(float[]::clone);
    }

    private static Map<String, float[]> read() {
        try (InputStream in = ShippedVectors.class.getResourceAsStream(RESOURCE)) {
            return in == null ? Map.of() : VectorFile.read(new BufferedInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read: the program's jar is damaged", e);
        }
    }
}
