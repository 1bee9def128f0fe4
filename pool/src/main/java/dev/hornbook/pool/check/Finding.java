package dev.hornbook.pool.check;

import dev.hornbook.pool.Fault;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one look found.
 *
 * @param verdict how it is
 * @param text what was found, in a sentence without its full stop; never a secret
 * @param advice what to do, in plain words; empty where nothing is to be done
 * @param figures what can be counted, by name, for programs; the unit is the end of the name
 */
public record Finding(Verdict verdict, String text, Optional<String> advice, Map<String, Number> figures) {
    /** Keeps a copy of the figures, in the order of their names. */
    public Finding {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** All is well. */
    public static Finding fine(String text) {
        return new Finding(Verdict.FINE, text, Optional.empty(), Map.of());
    }

    /** It works, and something should be changed. */
    public static Finding attention(String text, String advice) {
        return new Finding(Verdict.ATTENTION, text, Optional.of(advice), Map.of());
    }

    /** It does not work. */
    public static Finding unusable(String text, String advice) {
        return new Finding(Verdict.UNUSABLE, text, Optional.of(advice), Map.of());
    }

    /** It does not work, in the words that the pool has for it. */
    public static Finding unusable(Fault fault) {
        return unusable(fault.text());
    }

    /** It does not work: the first sentence is the finding, the others are the advice. */
    public static Finding unusable(String sentences) {
        int end = sentences.indexOf(". ");
        return end < 0
                ? new Finding(Verdict.UNUSABLE, bare(sentences), Optional.empty(), Map.of())
                : unusable(sentences.substring(0, end), sentences.substring(end + 2));
    }

    /** The same with one figure more. */
    public Finding figure(String name, Number value) {
        Map<String, Number> more = new TreeMap<>(figures);
        more.put(name, value);
        return new Finding(verdict, text, advice, more);
    }

    private static String bare(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
