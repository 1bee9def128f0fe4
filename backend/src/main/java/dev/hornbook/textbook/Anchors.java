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
    private static final Pattern EXPLICIT = Pattern.compile("\\s*\\{#([\\p{L}\\p{N}_.:-]{1,200})\\}\\s*$");
    private static final Pattern DROPPED = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc} -]");

    private final Map<String, Integer> given = new HashMap<>();

    /** A heading taken apart: its words, and its anchor in this chapter. */
    record Anchored(String title, String anchor) {}

    Anchored of(String heading) {
        Matcher explicit = EXPLICIT.matcher(heading);
        if (explicit.find()) {
            return new Anchored(heading.substring(0, explicit.start()).strip(), unique(explicit.group(1)));
        }
        String slug = slug(heading);
        return new Anchored(heading.strip(), unique(slug.isEmpty() ? "section" : slug));
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
