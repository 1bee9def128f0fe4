package dev.hornbook.retrieval;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The vectors of the sample textbook's passages, which come with the program: a first start finds them by meaning as soon as the model
 * can read a question, and spends no time on making them. Whatever else is asked for is not there.
 *
 * <p>The file holds records of a key and {@link TextEncoder#DIMENSION} floats as {@link Vectors} keeps them.
 */
final class ShippedVectors {
    static final String RESOURCE = "/sample/physical-ai.vectors";
    private static final int KEY = 16;

    private ShippedVectors() {}

    /** Read once, by whoever needs it first: 200 KB. */
    private static final class Held {
        private static final Map<String, float[]> VECTORS = read();
    }

    /** The vector of a text as it was given to the encoder. */
    static Optional<float[]> of(String text) {
        return Optional.ofNullable(Held.VECTORS.get(HexFormat.of().formatHex(key(text)))).map(float[]::clone);
    }

    /** What a text and the model that read it are known by. */
    static byte[] key(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(TextEncoder.MODEL.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(text.getBytes(StandardCharsets.UTF_8)), KEY);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Map<String, float[]> read() {
        var vectors = new HashMap<String, float[]>();
        try (InputStream in = ShippedVectors.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return vectors;
            }
            var data = new DataInputStream(in);
            for (byte[] key = data.readNBytes(KEY); key.length == KEY; key = data.readNBytes(KEY)) {
                vectors.put(HexFormat.of().formatHex(key), Vectors.ofBytes(data.readNBytes(TextEncoder.DIMENSION * Float.BYTES)));
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read: the program's jar is damaged", e);
        }
    }
}
