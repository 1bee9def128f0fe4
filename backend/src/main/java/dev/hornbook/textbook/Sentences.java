package dev.hornbook.textbook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where sentences end: at {@code . ! ?} (and what closes with them) before a blank and a capital, digit or quotation mark, but
 * not after an abbreviation, an initial or a list number. The sentences joined are the text again.
 */
public final class Sentences {
    private static final Pattern END = Pattern.compile("[.!?…]+[\"'”’)\\]*_`]*\\s+(?=[\"'“‘(\\[*_`]*[\\p{Lu}\\p{Nd}])|[。！？]");
    private static final Pattern NO_END = Pattern.compile(
            "(?:^|[\\s(\\[\"'“])(?:e\\.g|i\\.e|etc|cf|vs|approx|Fig|Figs|fig|Eq|Eqs|eq|Sec|Ch|ch|No|no|Vol|pp|p|al|Dr|Mr|Mrs|Ms|Prof|St|Inc|Ltd|U\\.S|[A-Z]|\\d{1,3})\\.$");

    /** "It holds 67.5 J. The next …": a letter after a number is a unit and no initial. */
    private static final Pattern UNIT = Pattern.compile("\\d[\\s\u00a0\u202f]?[A-Z]\\.$");

    private Sentences() {}

    /** The sentences of a text without line ends, each with the blanks that follow it; none is empty. */
    public static List<String> split(String text) {
        var sentences = new ArrayList<String>();
        Matcher end = END.matcher(text);
        int start = 0;
        while (end.find()) {
            int from = Math.max(start, end.start() - 12);
            String upTo = text.substring(from, end.start() + 1);
            if (end.group().charAt(0) == '.' && NO_END.matcher(upTo).find() && !UNIT.matcher(upTo).find()
                    && !isNumberAtEnd(text, start, end.start())) {
                continue;
            }
            sentences.add(text.substring(start, end.end()));
            start = end.end();
        }
        if (start < text.length()) {
            sentences.add(text.substring(start));
        }
        return sentences;
    }

    /** "It was built in 25. The next …": a number ends a sentence unless it begins it, as in a list. */
    private static boolean isNumberAtEnd(String text, int start, int dot) {
        return dot > start && Character.isDigit(text.charAt(dot - 1)) && text.substring(start, dot).strip().indexOf(' ') > 0;
    }
}
