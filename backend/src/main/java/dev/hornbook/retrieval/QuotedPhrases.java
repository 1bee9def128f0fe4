package dev.hornbook.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a question puts in quotation marks or backticks: it is meant word by word. A passage that holds all of it comes before
 * those that do not, in either engine; where no passage does, nothing changes.
 *
 * @param phrases their words, lower case, with one blank around each; never empty ones
 */
record QuotedPhrases(List<String> phrases) {
    private static final Pattern QUOTED = Pattern
            .compile("\"([^\"]{0,200})\"|“([^”]{0,200})”|„([^“”]{0,200})[“”]|«([^»]{0,200})»|`([^`]{0,200})`");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** The phrases as they were written, without their marks. */
    static List<String> written(String question) {
        var written = new ArrayList<String>();
        Matcher quoted = QUOTED.matcher(question);
        while (quoted.find()) {
            for (int group = 1; group <= quoted.groupCount(); group++) {
                if (quoted.group(group) != null && !words(quoted.group(group)).isBlank()) {
                    written.add(quoted.group(group));
                }
            }
        }
        return written;
    }

    static QuotedPhrases of(String question) {
        return new QuotedPhrases(written(question).stream().map(QuotedPhrases::words).toList());
    }

    boolean isEmpty() {
        return phrases.isEmpty();
    }

    /** The same items, those whose text holds most of the phrases first; otherwise in their order. */
    <T> List<T> first(List<T> items, Function<T, String> text) {
        record Held<T>(T item, long phrases) {}
        return items.stream().map(item -> {
            String words = words(text.apply(item));
            return new Held<>(item, phrases.stream().filter(words::contains).count());
        }).sorted((left, right) -> Long.compare(right.phrases(), left.phrases())).map(Held::item).toList();
    }

    private static String words(String text) {
        return " " + NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip() + " ";
    }
}
