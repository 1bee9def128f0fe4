package dev.hornbook.cli;

import java.io.PrintWriter;
import java.util.Map;

/** Where a command writes: its results to {@code out}, what it has to say about them to {@code err}. Colour only on a terminal that wants it. */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final boolean screen;
    private final boolean colour;

    Console(PrintWriter out, PrintWriter err, boolean terminal, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.screen = terminal && !"dumb".equals(environment.get("TERM"));
        this.colour = screen && !environment.containsKey("NO_COLOR");
    }

    /**
     * Asks somebody to confirm what cannot be undone.
     *
     * @param otherwise what to do where nobody is there to ask
     * @return whether they typed yes
     * @throws UnusableException where nobody is there
     */
    static boolean confirmed(String question, String otherwise) {
        if (System.console() == null) {
            throw new UnusableException("Nobody is there to ask. " + otherwise);
        }
        return "yes".equals(System.console().readLine("%s Type yes: ", question));
    }

    /** Whether it can be drawn on. */
    boolean isScreen() {
        return screen;
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A remark or a fault; never a result. */
    void remark(String text) {
        err.println(text);
        err.flush();
    }

    /** Whether what is written may be coloured. */
    boolean isColoured() {
        return colour;
    }

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String green(String text) {
        return paint("32", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    /** A bar for work of a known size; drawn on a terminal alone, so that a pipe stays clean. */
    ProgressBar progress(String work) {
        return new ProgressBar(work, terminal ? err : null);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
