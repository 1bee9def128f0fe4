package dev.hornbook.answer;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a model's text as it streams, finds the marks {@code [2]} and {@code [1, 3]} in it, and passes on the text with the
 * marks that name a passage, renumbered in the order of their appearance. Marks that name none are dropped, and the blank
 * before them; code is left as it is. A mark may come in pieces: what could become one is held back until it is decided.
 */
final class CitationMarks {
    private static final Pattern MARK = Pattern.compile(" *\\[\\s*\\d{1,3}(?:\\s*[,;]\\s*\\d{1,3})*\\s*]");
    private static final Pattern BEGINNING = Pattern.compile(" *(?:\\[[\\d\\s,;]{0,40})?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final IntFunction<Optional<Integer>> citing;
    private final Consumer<String> out;
    private final StringBuilder held = new StringBuilder();
    private int ticks;
    /** How many backticks opened the code that we are in; 0 outside. */
    private int code;

    /**
     * @param citing makes the citation of a passage by the number the model knows it by, and gives the mark's own; empty when
     *               there is no such passage. Called right before the mark is passed on
     */
    CitationMarks(IntFunction<Optional<Integer>> citing, Consumer<String> out) {
        this.citing = citing;
        this.out = out;
    }

    void accept(String piece) {
        var passed = new StringBuilder();
        for (int i = 0; i < piece.length(); i++) {
            next(piece.charAt(i), passed);
        }
        pass(passed);
    }

    /** The text is at its end: what was held back is text. */
    void end() {
        var passed = new StringBuilder();
        ticksEnded();
        release(passed);
        pass(passed);
    }

    private void next(char c, StringBuilder passed) {
        if (c == '`') {
            release(passed);
            ticks++;
            passed.append(c);
            return;
        }
        ticksEnded();
        if (code > 0) {
            passed.append(c);
            return;
        }
        held.append(c);
        if (c == ']' && MARK.matcher(held).matches()) {
            mark(passed);
        } else if (!BEGINNING.matcher(held).matches()) {
            held.setLength(held.length() - 1);
            release(passed);
            if (c == ' ' || c == '[') {
                held.append(c);
            } else {
                passed.append(c);
            }
        }
    }

    private void ticksEnded() {
        if (ticks > 0) {
            code = code == 0 ? ticks : code == ticks ? 0 : code;
            ticks = 0;
        }
    }

    private void mark(StringBuilder passed) {
        String text = held.toString();
        held.setLength(0);
        var marks = new StringBuilder();
        Matcher number = NUMBER.matcher(text);
        // What comes before the mark is told before the citation is made.
        pass(passed);
        passed.setLength(0);
        while (number.find()) {
            citing.apply(Integer.parseInt(number.group())).ifPresent(cited -> marks.append('[').append(cited).append(']'));
        }
        if (!marks.isEmpty()) {
            passed.append(text, 0, text.indexOf('[')).append(marks);
        }
    }

    private void release(StringBuilder passed) {
        passed.append(held);
        held.setLength(0);
    }

    private void pass(StringBuilder passed) {
        if (!passed.isEmpty()) {
            out.accept(passed.toString());
        }
    }
}
