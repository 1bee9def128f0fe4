package dev.hornbook.conversation;

import java.text.BreakIterator;
import java.util.Locale;

/** Names for conversations. */
final class Titles {
    /** What a conversation is called before anything was asked in it. */
    static final String UNTITLED = "New conversation";

    /** Characters of a question that fit a line of the history. */
    private static final int LONGEST = 80;

    private Titles() {}

    /** A title of a question: its words on one line, cut at a word where it is long; never empty. */
    static String of(String question) {
        String line = question.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (!Texts.showsSomething(line)) {
            return UNTITLED;
        }
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        // One place is the ellipsis's. A break in the first half would leave too little to know the question by.
        String cut = line.substring(0, line.offsetByCodePoints(0, LONGEST - 1));
        // Nor between the parts of one character, as a family's faces are or a letter and its accent.
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(line);
        if (!characters.isBoundary(cut.length())) {
            int before = characters.preceding(cut.length());
            cut = before > 0 ? line.substring(0, before) : cut;
        }
        int lastBreak = cut.lastIndexOf(' ');
        return (lastBreak > LONGEST / 2 ? cut.substring(0, lastBreak) : cut).stripTrailing() + "…";
    }
}
