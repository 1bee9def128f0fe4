package dev.hornbook.cli;

/** An answer's Markdown as a terminal shows it, piece by piece: a mark that is escaped is the mark, except in code. */
final class TerminalText {
    private static final String MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private boolean code;
    private boolean escaping;

    /** What a piece shows; a backslash at its end waits for the next one. */
    String shown(String piece) {
        var shown = new StringBuilder();
        for (char c : piece.toCharArray()) {
            if (escaping) {
                escaping = false;
                shown.append(MARKS.indexOf(c) >= 0 ? "" : "\\").append(c);
            } else if (c == '\\' && !code) {
                escaping = true;
            } else {
                code ^= c == '`';
                shown.append(c);
            }
        }
        return shown.toString();
    }
}
