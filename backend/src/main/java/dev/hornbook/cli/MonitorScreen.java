package dev.hornbook.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** A whole terminal that shows lines, anew each time, until somebody presses q or Ctrl-C; what was on it before is there again afterwards. */
final class MonitorScreen {
    /** How soon a signal is heeded. */
    private static final long GLANCE_MILLIS = 200;

    private MonitorScreen() {}

    static void run(Duration refresh, Supplier<List<String>> lines) throws IOException {
        var asked = new AtomicBoolean();
        try (Terminal terminal = TerminalBuilder.builder().system(true).nativeSignals(true).signalHandler(signal -> {
            if (signal == Signal.INT || signal == Signal.QUIT) {
                asked.set(true);
            }
        }).build()) {
            Attributes before = terminal.enterRawMode();
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.cursor_invisible);
            try {
                var display = new Display(terminal, true);
                do {
                    show(terminal, display, lines.get());
                } while (!ends(terminal, refresh, asked));
            } finally {
                terminal.puts(Capability.cursor_visible);
                terminal.puts(Capability.exit_ca_mode);
                terminal.setAttributes(before);
                terminal.flush();
            }
        }
    }

    private static void show(Terminal terminal, Display display, List<String> lines) {
        Size size = terminal.getSize();
        display.resize(size);
        display.update(lines.stream().limit(size.getRows())
                .map(line -> AttributedString.fromAnsi(line).columnSubSequence(0, size.getColumns())).toList(), -1);
        terminal.flush();
    }

    /** Waits for the next refresh, or for somebody who has seen enough. */
    private static boolean ends(Terminal terminal, Duration refresh, AtomicBoolean asked) throws IOException {
        long end = System.nanoTime() + refresh.toNanos();
        while (!asked.get()) {
            long left = Math.min(GLANCE_MILLIS, (end - System.nanoTime()) / 1_000_000);
            if (left <= 0) {
                return false;
            }
            int key = terminal.reader().read(left);
            if (key == 'q' || key == 'Q' || key == 3 || key == NonBlockingReader.EOF) {
                return true;
            }
        }
        return true;
    }
}
