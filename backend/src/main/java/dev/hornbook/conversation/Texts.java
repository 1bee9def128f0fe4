package dev.hornbook.conversation;

/**
 * What text may be stored. PostgreSQL holds no NUL, and UTF-8 no lone surrogate: a reader's text with either is refused, a
 * model's or a book's has them replaced.
 */
final class Texts {
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /**
     * The text as it is.
     *
     * @param most the limit in Unicode characters (code points)
     * @throws InvalidInputException when it is longer, shows nothing, or cannot be stored
     */
    static String accepted(String field, String text, int most) {
        if (text == null) {
            throw new InvalidInputException(field, "It is missing.");
        }
        if (text.codePointCount(0, text.length()) > most) {
            throw new InvalidInputException(field, "It is longer than %,d characters. Shorten it.".formatted(most));
        }
        if (!text.equals(storable(text))) {
            throw new InvalidInputException(field, "It holds a character that is no text (NUL or half a surrogate pair). Leave it out.");
        }
        if (!showsSomething(text)) {
            throw new InvalidInputException(field, "It is empty.");
        }
        return text;
    }

    /** The text with whatever cannot be stored replaced by U+FFFD. */
    static String storable(String text) {
        StringBuilder stored = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                stored = stored == null ? new StringBuilder(text) : stored;
                stored.setCharAt(i, REPLACEMENT);
            }
        }
        return stored == null ? text : stored.toString();
    }

    /** Letters and symbols by their category that are drawn as nothing: Hangul's fillers and the empty Braille cell. */
    private static final String BLANK = "\u115F\u1160\u2800\u3164\uFFA0";

    /** Whether there is anything but space, control and formatting characters, marks on nothing, and characters drawn as nothing. */
    static boolean showsSomething(String text) {
        return text.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL, Character.FORMAT,
                    Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                false;
            default -> BLANK.indexOf(c) < 0;
        });
    }
}
