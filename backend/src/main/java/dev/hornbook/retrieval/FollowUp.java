package dev.hornbook.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a question leans on the one before it: "And how is it computed?" is not to be understood alone. It does when it
 * points back ("it", "that"), begins as a continuation, or brings no more than one word of its own. A question that names its
 * own subject and says "it" of that ("When a robot falls, does it …") is read with its predecessor too, which then weighs
 * little.
 */
final class FollowUp {
    private static final Set<String> POINTERS = Set.of("it", "its", "they", "them", "their", "theirs", "this", "those", "these", "he",
            "him", "she", "her", "former", "latter");
    /** What joins parts of one sentence as well ("the law that relates …"); it points back where the rest is short. */
    private static final Set<String> PERHAPS_POINTERS = Set.of("that", "same", "there");
    private static final int SHORT = 3;
    private static final List<String> OPENINGS = List.of("and ", "but ", "so ", "or ", "then ", "what about", "how about", "why not",
            "why?", "how?",
            "for example", "such as", "also ");

    private FollowUp() {}

    /** The question before, if this one leans on it. */
    static Optional<String> context(Question question, BookAnalyzer questions) {
        return question.before().filter(before -> leans(question.text(), questions));
    }

    /** Whether a text is to be understood from what was said before. */
    static boolean leans(String text, BookAnalyzer questions) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        int own = questions.terms(text).size();
        return OPENINGS.stream().anyMatch(lower::startsWith) || own <= 1 || Arrays.stream(lower.split("[^\\p{L}\\p{N}'’]+"))
                .anyMatch(word -> POINTERS.contains(word) || own <= SHORT && PERHAPS_POINTERS.contains(word));
    }
}
