package dev.hornbook.cli;

import dev.hornbook.config.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * How {@code index rebuild} has the {@code serve} of the same home do it, since that has Lucene's index open: a file there that
 * the command writes, and {@code serve} keeps up to date until it ends. What a {@code serve} that was killed left undone, the next does.
 */
final class RebuildOrder {
    /** What {@link Bell} listens for. */
    static final String FILE = "index-rebuild";
    private static final String ASKED = "asked";
    private static final String AT = "at";
    private static final String ENDED = "ended";

    private final Path file;

    RebuildOrder(Home home) {
        this.file = home.directory().resolve(FILE);
    }

    /** What the file says. */
    sealed interface State {
        /** Nobody has begun yet. */
        record Asked() implements State {}

        /** It is under way. */
        record At(String what, int done, int all) implements State {}

        /** It is over, well or not. */
        record Ended(IndexRebuild result) implements State {}
    }

    void ask() {
        write(ASKED);
    }

    void at(String what, int done, int all) {
        write(AT + "\n" + done + "\n" + all + "\n" + what);
    }

    void ended(IndexRebuild result) {
        write(ENDED + "\n" + result.code() + "\n" + result.text());
    }

    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says now; empty where nothing is asked for. */
    Optional<State> state() {
        try {
            String[] lines = Files.readString(file).split("\n", 4);
            return switch (lines[0]) {
                case AT -> Optional.of(new State.At(lines[3], Integer.parseInt(lines[1]), Integer.parseInt(lines[2])));
                case ENDED -> Optional.of(new State.Ended(new IndexRebuild(Integer.parseInt(lines[1]), lines[2])));
                default -> Optional.of(new State.Asked());
            };
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Whole or not at all, so that nobody reads half of it. */
    private void write(String text) {
        try {
            Path part = Files.createTempFile(file.getParent(), FILE, ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written; is the disk full?", e);
        }
    }
}
