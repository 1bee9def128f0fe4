package dev.hornbook.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a question calls by name: a word with a capital, a digit or an underscore inside ({@code PgBouncer}, {@code pg_cron},
 * {@code CRDT}), or with a capital in front where no sentence begins ({@code Kubernetes}). A reader who names a thing asks about that
 * thing; what is merely near it does not answer. Where no word begins in lower case capitals tell nothing, and there is no name.
 */
final class Names {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}_]+|[^\\p{L}\\p{N}_]+$");
    private static final Pattern OF_ITS_OWN_FORM = Pattern.compile(".+\\p{Lu}.*|.*_.*|\\p{L}+\\p{N}.*");
    private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}\\p{L}.*");

    private Names() {}

    /** The names in a question, as they are written. */
    static List<String> in(String question) {
        String[] words = BLANKS.split(question.strip());
        if (Arrays.stream(words).noneMatch(word -> Character.isLowerCase(word.codePointAt(0)))) {
            return List.of();
        }
        return IntStream.range(0, words.length)
                .mapToObj(i -> new Word(AROUND.matcher(words[i]).replaceAll(""), i == 0 || endsSentence(words[i - 1])))
                .filter(Word::isName).map(Word::text).toList();
    }

    private static boolean endsSentence(String word) {
        return word.endsWith(".") || word.endsWith("?") || word.endsWith("!") || word.endsWith(":");
    }

    private record Word(String text, boolean first) {
        boolean isName() {
            return OF_ITS_OWN_FORM.matcher(text).matches() || !first && CAPITAL.matcher(text).matches();
        }
    }

    /** Whether one of the names is in none of the texts, each given as its terms. */
    static boolean missing(List<String> names, BookAnalyzer analyzer, List<Set<String>> texts) {
        return names.stream().flatMap(name -> analyzer.words(name).stream())
                .anyMatch(word -> texts.stream().noneMatch(terms -> terms.contains(word.getFirst())));
    }
}
