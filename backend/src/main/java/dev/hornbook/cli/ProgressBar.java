package dev.hornbook.cli;

import java.io.PrintWriter;

/** How far a piece of work is, redrawn on one line and wiped when it is done. */
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 30;

    private final String work;
    private final PrintWriter terminal;
    private int shown = -1;

    /** @param terminal where to draw; null draws nothing */
    ProgressBar(String work, PrintWriter terminal) {
        this.work = work;
        this.terminal = terminal;
    }

    /** Tells that {@code done} of {@code all} are done. */
    void at(int done, int all) {
        int filled = all <= 0 ? 0 : (int) ((long) WIDTH * done / all);
        int state = filled * 1_000_003 + done;
        if (terminal == null || state == shown) {
            return;
        }
        shown = state;
        terminal.print("\r" + work + " [" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + "/" + all);
        terminal.flush();
    }

    @Override
    public void close() {
        if (terminal != null && shown >= 0) {
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }
}
