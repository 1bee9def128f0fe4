package dev.hornbook.retrieval;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * bge-small-en-v1.5, quantized, in this process: a text's vector is the model's state at the first token, made of length 1
 * (<a href="https://huggingface.co/BAAI/bge-small-en-v1.5">its card</a>). Safe for use by several threads; one call uses one core.
 */
final class TextEncoder implements AutoCloseable {
    /** Names the vectors that this encoder makes, where they are kept: another model's must not be mixed with them. */
    static final String MODEL = "bge-small-en-v1.5-q";
    static final int DIMENSION = 384;
    private static final int WINDOW = 512;
    private static final String RESOURCE = "/bge-small-en-v1.5-q.onnx";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPiece words;

    private TextEncoder(OrtEnvironment environment, OrtSession session, WordPiece words) {
        this.environment = environment;
        this.session = session;
        this.words = words;
    }

    /** Reads 34 MB and makes it ready to run: about half a second. */
    static TextEncoder load(WordPiece words) {
        try (InputStream in = TextEncoder.class.getResourceAsStream(RESOURCE); var options = new OrtSession.SessionOptions()) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path: the embedding model's jar is missing.");
            }
            // By default one inference takes every core, and readers wait.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new TextEncoder(environment, environment.createSession(in.readAllBytes(), options), words);
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("The embedding model cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** The text's vector, of length 1; what is beyond the model's window of 512 tokens is not seen. */
    float[] encode(String text) {
        long[] ids = words.encode(text, WINDOW);
        var ones = new long[ids.length];
        Arrays.fill(ones, 1);
        long[] shape = {1, ids.length};
        try (var input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                var types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result = session
                        .run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
            var vector = new float[DIMENSION];
            states.get(vector);
            return Vectors.unit(vector);
        } catch (OrtException e) {
            throw new IllegalStateException("The embedding model failed on a text of " + text.length() + " characters: "
                    + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The embedding model cannot be closed: " + e.getMessage(), e);
        }
    }
}
