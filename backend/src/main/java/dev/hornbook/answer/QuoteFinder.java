package dev.hornbook.answer;

import dev.hornbook.textbook.Place;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The sentence of a passage that a statement leans on: the one that shares most words with it. */
final class QuoteFinder {
    private static final Pattern BREAK = Pattern.compile("(?<=[.!?])\\s+|\\n+|\\[\\d+]");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** @param textSoFar the answer up to the mark; its last sentence is the statement */
    String find(Place place, String textSoFar) {
        List<Quotable> sentences = Quotables.of(place);
        if (sentences.isEmpty()) {
            return place.passage().text();
        }
        String[] parts = BREAK.split(textSoFar.strip());
        Set<String> statement = words(parts.length == 0 ? "" : parts[parts.length - 1]);
        return sentences.stream().max(Comparator.<Quotable>comparingDouble(sentence -> shared(statement, sentence.words()))
                .thenComparing(Comparator.comparingInt(Quotable::order).reversed())).orElseThrow().words();
    }

    private static double shared(Set<String> statement, String sentence) {
        Set<String> words = words(sentence);
        int all = words.size() + 4;
        words.retainAll(statement);
        return (double) words.size() / all;
    }

    private static Set<String> words(String text) {
        var words = new HashSet<>(Arrays.asList(NO_WORD.split(text.toLowerCase(Locale.ROOT))));
        words.removeIf(word -> word.length() < 3);
        return words;
    }
}
