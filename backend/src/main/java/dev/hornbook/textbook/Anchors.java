package dev.hornbook.textbook;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The anchors of one chapter's headings, each given once. A heading's anchor is GitHub's: lower case, without what is neither
 * letter, mark, digit, {@code -} nor {@code _}, blanks as {@code -}, and for a repetition {@code -1}, {@code -2}, … (the rules of
 * <a href="https://github.com/Flet/github-slugger">github-slugger</a>, which Docusaurus uses too). A heading may name its own as
 * {@code ## Heading {#name}}.
 */
final class Anchors {
    private static final Pattern EXPLICIT = Pattern.compile("\\s*\\{#([^\\s{}<>\"'`\\\\]{1,200})\\}\\s*$");
    private static final Pattern DROPPED = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc} -]");

    private static final int LONGEST_TITLE = 300;

    private final Map<String, Integer> given = new HashMap<>();

    /** A heading taken apart: its words, and its anchor in this chapter. */
    record Anchored(String title, String anchor) {}

    Anchored of(String heading) {
        Matcher explicit = EXPLICIT.matcher(heading);
        if (explicit.find()) {
            return new Anchored(bounded(heading.substring(0, explicit.start())), unique(explicit.group(1)));
        }
        String title = bounded(heading);
        String slug = slug(title);
        return new Anchored(title, unique(slug.isEmpty() ? "section" : slug));
    }

    private static String bounded(String title) {
        String stripped = title.strip();
        return stripped.length() <= LONGEST_TITLE
                ? stripped
                : stripped.substring(0, stripped.offsetByCodePoints(0, stripped.codePointCount(0, LONGEST_TITLE)));
    }

    static String slug(String heading) {
        return DROPPED.matcher(heading.strip().toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
    }

    private String unique(String anchor) {
        String result = anchor;
        while (given.containsKey(result)) {
            result = anchor + "-" + given.merge(anchor, 1, Integer::sum);
        }
        given.put(result, 0);
        return result;
    }
}
