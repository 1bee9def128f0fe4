package dev.hornbook.textbook.html;

/** The characters of a page: which are dropped, and which are escaped so that they stay what they are. */
final class Characters {
    private Characters() {}

    /** Without characters that nobody sees, and without those that mark a {@link Reference}; blanks of all kinds are blanks. */
    static String clean(String html) {
        var clean = new StringBuilder(html.length());
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            if (isSeen(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean isSeen(char c) {
        return c >= ' ' && c != Reference.OPEN && c != Reference.CLOSE && c != '\u007f' && c != '\u00ad'
                && !(c >= '\u200b' && c <= '\u200f')
                && c != '\u2060' && c != '\ufeff' || c == '\n' || c == '\t';
    }

    /** Of a text node, whose entities have become characters by now: cleaned again, each run of blanks one blank. */
    static String collapsed(String text) {
        return clean(text).replaceAll("[\\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+", " ");
    }

    static String oneLine(String text) {
        return collapsed(text).strip();
    }

    /** So that no character is a mark: for the middle of a line. */
    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean mark = switch (c) {
                case '\\', '`', '*', '[', ']', '<', '~' -> true;
                case '_' -> !(isWord(text, i - 1) && isWord(text, i + 1));
                case '&' -> isEntity(text, i);
                default -> false;
            };
            if (mark) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private static boolean isWord(String text, int i) {
        return i >= 0 && i < text.length() && Character.isLetterOrDigit(text.charAt(i));
    }

    private static boolean isEntity(String text, int at) {
        int i = at + 1;
        while (i < text.length() && i - at < 40 && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '#')) {
            i++;
        }
        return i > at + 1 && i < text.length() && text.charAt(i) == ';';
    }

    /** So that the first of a line's characters make no block of it. */
    static String lineStart(String line) {
        if (line.matches("(?s)(?:[#>=]|[-+](?:[\\s-]|$)).*")) {
            return "\\" + line;
        }
        return line.replaceFirst("^(\\d{1,9})([.)])(?=\\s|$)", "$1\\\\$2");
    }
}
