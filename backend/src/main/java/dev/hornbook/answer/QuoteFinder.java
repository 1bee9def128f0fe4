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
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    String find(Place place, String statement) {
        List<Quotable> sentences = Quotables.of(place);
        if (sentences.isEmpty()) {
            return place.passage().text();
        }
        Set<String> said = words(statement);
        return sentences.stream().max(Comparator.<Quotable>comparingDouble(sentence -> shared(said, sentence.words()))
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
