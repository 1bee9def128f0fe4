package dev.hornbook.retrieval;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.textbook.TokenCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * BERT's tokenizer, as the embedding model was trained with: the text cleaned, lower-cased and stripped of accents, parted at
 * blanks and punctuation, and each word taken apart greedily into the longest pieces of the vocabulary (Wu et al. 2016,
 * <a href="https://arxiv.org/abs/1609.08144">Google's Neural Machine Translation System</a>, section 4.1).
 *
 * <p>Written here because the usual one is a native library that reports its use to its makers when it finds itself in a cloud,
 * and unpacks itself into the home directory; this one also counts without anything loaded.
 */
public final class WordPiece implements TokenCounter {
    private static final String RESOURCE = "/bge-small-en-v1.5-q-tokenizer.json";
    private static final int LONGEST_WORD = 100;
    static final int UNKNOWN = 100;
    static final int BEGIN = 101;
    static final int END = 102;

    private final Map<String, Integer> words;
    private final Map<String, Integer> continuations;
    private final int longest;

    private WordPiece(Map<String, Integer> words, Map<String, Integer> continuations) {
        this.words = words;
        this.continuations = continuations;
        this.longest = words.keySet().stream().mapToInt(String::length).max().orElse(1);
    }

    /** Read once, by whoever needs it first. */
    private static final class OfModel {
        private static final WordPiece WORDS = read();
    }

    /** The vocabulary that comes with the embedding model, about 30,000 pieces; some 40 ms to read, the first time. */
    public static WordPiece ofModel() {
        return OfModel.WORDS;
    }

    private static WordPiece read() {
        try (InputStream in = WordPiece.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path: the embedding model's jar is missing.");
            }
            var words = new HashMap<String, Integer>(65_536);
            var continuations = new HashMap<String, Integer>(16_384);
            new ObjectMapper().readTree(in).path("model").path("vocab").properties().forEach(entry -> {
                String piece = entry.getKey();
                if (piece.startsWith("##") && piece.length() > 2) {
                    continuations.put(piece.substring(2), entry.getValue().intValue());
                } else {
                    words.put(piece, entry.getValue().intValue());
                }
            });
            return new WordPiece(words, continuations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int count(String text) {
        return tokenize(clean(text), Integer.MAX_VALUE, null);
    }

    /**
     * The ids of a text between the marks for its beginning and its end; what is beyond {@code most} ids in all is cut off.
     */
    long[] encode(String text, int most) {
        // Cleaned it may be longer than before: a syllable of Hangul comes apart into its letters.
        String clean = clean(text);
        var ids = new long[Math.min(most, clean.length() + 2)];
        ids[0] = BEGIN;
        int count = Math.min(tokenize(clean, most - 2, ids), most - 2);
        ids[count + 1] = END;
        return Arrays.copyOf(ids, count + 2);
    }

    /** Counts, and with {@code ids} given writes from its second place on; stops once {@code most} are reached. */
    private int tokenize(String clean, int most, long[] ids) {
        int count = 0;
        int i = 0;
        while (i < clean.length() && count < most) {
            int c = clean.codePointAt(i);
            int end = i + Character.charCount(c);
            if (c == ' ') {
                i = end;
                continue;
            }
            if (!isAlone(c)) {
                while (end < clean.length() && clean.charAt(end) != ' ' && !isAlone(clean.codePointAt(end))) {
                    end += Character.charCount(clean.codePointAt(end));
                }
            }
            count += pieces(clean, i, end, count, most, ids);
            i = end;
        }
        return count;
    }

    private int pieces(String text, int start, int end, int before, int most, long[] ids) {
        if (text.codePointCount(start, end) > LONGEST_WORD) {
            return unknown(before, most, ids);
        }
        int count = 0;
        int from = start;
        while (from < end) {
            Integer id = null;
            int to = Math.min(end, from + longest);
            for (; to > from && id == null; to--) {
                id = (from == start ? words : continuations).get(text.substring(from, to));
            }
            if (id == null) {
                // One piece unknown makes the word unknown; what was written of it is overwritten.
                return unknown(before, most, ids);
            }
            if (ids != null && before + count < most) {
                ids[before + count + 1] = id;
            }
            count++;
            from = to + 1;
        }
        return count;
    }

    private static int unknown(int before, int most, long[] ids) {
        if (ids != null && before < most) {
            ids[before + 1] = UNKNOWN;
        }
        return 1;
    }

    private static String clean(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        var clean = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (c == '\t' || c == '\n' || c == '\r' || type == Character.SPACE_SEPARATOR || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                clean.append(' ');
            } else if (c != 0xFFFD && type != Character.CONTROL && type != Character.FORMAT && type != Character.UNASSIGNED
                    && type != Character.PRIVATE_USE && type != Character.SURROGATE && type != Character.NON_SPACING_MARK) {
                // One by one, as the model was trained: no rule for a final sigma.
                clean.appendCodePoint(Character.toLowerCase(c));
            }
        });
        return clean.toString();
    }

    /** Punctuation and ideographs are words by themselves. */
    private static boolean isAlone(int c) {
        if (c < 128) {
            return c >= 33 && c <= 47 || c >= 58 && c <= 64 || c >= 91 && c <= 96 || c >= 123 && c <= 126;
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                true;
            default -> isIdeograph(c);
        };
    }

    private static boolean isIdeograph(int c) {
        return c >= 0x4E00 && c <= 0x9FFF || c >= 0x3400 && c <= 0x4DBF || c >= 0x20000 && c <= 0x2CEAF || c >= 0xF900 && c <= 0xFAFF
                || c >= 0x2F800 && c <= 0x2FA1F;
    }
}
