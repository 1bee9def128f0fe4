package dev.hornbook.retrieval;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Vectors kept by the texts that they were made of: one record after the other, each a {@link #key} and {@link TextEncoder#DIMENSION}
 * 32-bit floats, little-endian. A record of another model has a key that nobody asks for.
 */
public final class VectorFile {
    private static final int KEY = 16;
    static final int RECORD = KEY + TextEncoder.DIMENSION * Float.BYTES;

    private VectorFile() {}

    /** What a text and the model that read it are known by. */
    public static String key(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(TextEncoder.MODEL.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(text.getBytes(StandardCharsets.UTF_8)), KEY));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads to the end.
     *
     * @return by key
     * @throws EOFException when it ends within a record
     */
    public static Map<String, float[]> read(InputStream in) throws IOException {
        Map<String, float[]> vectors = new HashMap<>();
        var data = new DataInputStream(in);
        for (byte[] key = data.readNBytes(KEY); key.length > 0; key = data.readNBytes(KEY)) {
            byte[] vector = data.readNBytes(RECORD - KEY);
            if (vector.length < RECORD - KEY) {
                throw new EOFException("it ends within a vector");
            }
            vectors.put(HexFormat.of().formatHex(key), Vectors.ofBytes(vector));
        }
        return vectors;
    }

    /** Writes records in the map's order. */
    public static void write(Map<String, float[]> vectors, OutputStream out) throws IOException {
        for (Map.Entry<String, float[]> each : vectors.entrySet()) {
            out.write(HexFormat.of().parseHex(each.getKey()));
            out.write(Vectors.toBytes(each.getValue()));
        }
    }
}
