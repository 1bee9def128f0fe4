package dev.hornbook.textbook;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes tags, comments, scripts and styles out of prose; code between backticks, autolinks and a lone {@code <} stay. One pass
 * from left to right; what is left of a {@code <} can never become a tag by what is taken out behind it.
 */
final class TagStripper {
    /** A tag longer than this is not one. */
    private static final int MAX_TAG = 2_000;
    private static final Set<String> WITHOUT_CONTENT = Set.of("script", "style", "iframe", "svg", "object");
    private static final Set<String> BLOCKS = Set.of("p", "div", "br", "td", "th", "tr", "li", "ul", "ol", "table", "summary", "details",
            "hr", "section", "figure", "figcaption", "center", "blockquote", "dt", "dd");
    private static final Pattern HEADING = Pattern.compile("<h([1-6])(?:\\s[^>]*)?>([^\\n]{0,500}?)</h\\1\\s*>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTOLINK = Pattern
            .compile("<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\\s<>]{0,2000}|[^\\s<>@]{1,64}@[^\\s<>]{1,255})>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b(src|alt)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final StringBuilder out;
    private final Set<String> missing = new HashSet<>();
    private String lower;
    private int at;

    private TagStripper(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static String strip(String prose) {
        return prose.indexOf('<') < 0 && prose.indexOf('{') < 0 ? prose : new TagStripper(prose).run();
    }

    private String run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '\\' -> copy(Math.min(2, text.length() - at));
                case '`' -> codeSpan();
                case '<' -> angle();
                case '{' -> brace();
                default -> copy(1);
            }
        }
        return out.toString();
    }

    private void copy(int characters) {
        out.append(text, at, at + characters);
        at += characters;
    }

    /** A run of n backticks is code up to the next run of exactly n in the same paragraph. */
    private void codeSpan() {
        int ticks = run(at);
        int paragraphEnd = text.indexOf("\n\n", at);
        int limit = paragraphEnd < 0 ? text.length() : paragraphEnd;
        int close = at + ticks;
        while (close < limit) {
            if (text.charAt(close) != '`') {
                close++;
                continue;
            }
            int length = run(close);
            if (length == ticks) {
                copy(close + length - at);
                return;
            }
            close += length;
        }
        copy(ticks);
    }

    private int run(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == '`') {
            end++;
        }
        return end - from;
    }

    private void angle() {
        if (text.startsWith("<!--", at)) {
            comment("<!--", "-->");
            return;
        }
        Matcher heading = HEADING.matcher(text).region(at, text.length());
        if (heading.lookingAt()) {
            String title = strip(heading.group(2)).strip();
            at = heading.end();
            out.append("\n\n").append("#".repeat(Integer.parseInt(heading.group(1)))).append(' ').append(title).append("\n\n");
            return;
        }
        int end = tagEnd();
        if (end < 0) {
            loneBracket();
            return;
        }
        String tag = text.substring(at, end);
        String name = name(tag);
        at = end;
        if (WITHOUT_CONTENT.contains(name) && tag.charAt(1) != '/' && !tag.endsWith("/>")) {
            skipPast("</" + name, true);
        } else if (name.equals("img")) {
            image(tag);
        } else if (BLOCKS.contains(name)) {
            out.append(' ');
        }
    }

    /**
     * A {@code <} that begins no tag here must not begin one once what stands behind it is gone, so it is escaped where a tag
     * could follow.
     */
    private void loneBracket() {
        Matcher autolink = AUTOLINK.matcher(text).region(at, text.length());
        if (autolink.lookingAt()) {
            copy(autolink.end() - at);
            return;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (!Character.isWhitespace(next) && !Character.isDigit(next) && next != '=') {
            out.append('\\');
        }
        copy(1);
    }

    /** A comment that nobody closes is text. */
    private void comment(String open, String close) {
        int before = at;
        at += open.length();
        if (!skipPast(close, false)) {
            at = before;
            if (open.charAt(0) == '<') {
                loneBracket();
            } else {
                copy(open.length());
            }
        }
    }

    /** Moves behind the next {@code end} (and, for a tag, its {@code >}); stays where there is none. */
    private boolean skipPast(String end, boolean tag) {
        // Searched in vain once, it is not searched again: a page of unclosed comments must not take quadratic time.
        if (missing.contains(end)) {
            return false;
        }
        int found = lower().indexOf(end, at);
        int last = found < 0 || !tag ? found + end.length() - 1 : text.indexOf('>', found);
        if (found < 0 || last < 0) {
            missing.add(end);
            return false;
        }
        at = last + 1;
        return true;
    }

    private String lower() {
        if (lower == null) {
            // ASCII alone, so that every character keeps its place.
            var copy = new StringBuilder(text);
            for (int i = 0; i < copy.length(); i++) {
                char c = copy.charAt(i);
                if (c >= 'A' && c <= 'Z') {
                    copy.setCharAt(i, (char) (c + 32));
                }
            }
            lower = copy.toString();
        }
        return lower;
    }

    /** Where the tag that begins here ends, or -1 when it is none: a lone {@code <}, or an autolink. */
    private int tagEnd() {
        int i = at + 1;
        if (i < text.length() && text.charAt(i) == '/') {
            i++;
        }
        int nameStart = i;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || "._-".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        if (i >= text.length()) {
            return -1;
        }
        boolean fragment = i == nameStart && text.charAt(i) == '>';
        if (fragment) {
            return i + 1;
        }
        if (i == nameStart || !Character.isLetter(text.charAt(nameStart)) || !(Character.isWhitespace(text.charAt(i))
                || text.charAt(i) == '>' || text.charAt(i) == '/')) {
            return -1;
        }
        return attributesEnd(i);
    }

    private int attributesEnd(int from) {
        int depth = 0;
        char quote = 0;
        int limit = Math.min(text.length(), from + MAX_TAG);
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == '>' && depth <= 0) {
                return i + 1;
            } else if (c == '<' && depth <= 0) {
                return -1;
            }
        }
        return -1;
    }

    private static String name(String tag) {
        int start = tag.startsWith("</") ? 2 : 1;
        int end = start;
        while (end < tag.length() && (Character.isLetterOrDigit(tag.charAt(end)) || "._-".indexOf(tag.charAt(end)) >= 0)) {
            end++;
        }
        return tag.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private void image(String tag) {
        String source = "";
        String description = "";
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
            if (attribute.group(1).equalsIgnoreCase("src")) {
                source = value;
            } else {
                description = value;
            }
        }
        if (!source.isBlank()) {
            out.append("![").append(description.replaceAll("[\\[\\]\\n]", " ")).append("](<")
                    .append(source.replaceAll("[<>\\s]", "")).append(">)");
        }
    }

    /** MDX's comments and its written blanks go; other braces are text, such as those of formulas. */
    private void brace() {
        if (text.startsWith("{/*", at)) {
            comment("{/*", "*/}");
        } else if (text.startsWith("{' '}", at) || text.startsWith("{\" \"}", at)) {
            out.append(' ');
            at += 5;
        } else {
            copy(1);
        }
    }
}
