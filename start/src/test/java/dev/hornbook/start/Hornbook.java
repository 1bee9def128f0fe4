package dev.hornbook.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real command line, as {@code ./hornbook} runs it, in a process and a directory of its own. */
final class Hornbook implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Output output = new Output();
    private final Output errors = new Output();

    private Hornbook(Process process) {
        this.process = process;
        output.follow(process.getInputStream());
        errors.follow(process.getErrorStream());
    }

    /** How a command ended, and what it wrote. */
    record Ended(int code, String output, String errors) {
        String everything() {
            return output + errors;
        }
    }

    /** Starts a command and does not wait. */
    static Hornbook start(Path directory, Map<String, String> environment, String... arguments) {
        Path target = Path.of(System.getProperty("hornbook.root"), "start", "target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // A command of a second or two has no use for the optimizing compiler, and the machine other work.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                "dev.hornbook.start.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(
                name -> name.startsWith("HORNBOOK_") || name.startsWith("OPENAI_") || name.startsWith("QDRANT_")
                        || name.equals("DATABASE_URL") || name.equals("PORT"));
        builder.environment().putAll(environment);
        try {
            return new Hornbook(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    static Ended run(Path directory, Map<String, String> environment, String... arguments) {
        try (Hornbook command = start(directory, environment, arguments)) {
            return command.ended(PATIENCE);
        }
    }

    /** Starts {@code serve} on a free port and waits for the address on the screen. */
    static Hornbook serve(Path directory, Map<String, String> environment) {
        Hornbook hornbook = start(directory, environment, "serve", "--port", "0");
        hornbook.address();
        return hornbook;
    }

    /** The address that {@code serve} printed, once it has. */
    URI address() {
        Matcher found = output.await(ADDRESS, PATIENCE, process, errors);
        return URI.create("http://localhost:" + found.group(1));
    }

    /** Waits for a text on the screen. */
    void says(String text) {
        output.await(Pattern.compile(Pattern.quote(text)), PATIENCE, process, errors);
    }

    /** Waits for a text in the log. */
    Matcher logs(Pattern text) {
        return errors.await(text, PATIENCE, process, output);
    }

    String output() {
        return output.text();
    }

    String errors() {
        return errors.text();
    }

    Process process() {
        return process;
    }

    Ended ended(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + limit + ":\n" + output.text() + errors.text());
            }
            output.done.get(10, TimeUnit.SECONDS);
            errors.done.get(10, TimeUnit.SECONDS);
            return new Ended(process.exitValue(), output.text(), errors.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As an operating system does that has run out of memory. */
    void kill() {
        process.destroyForcibly();
        ended(PATIENCE);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a stream has said so far; whoever waits for a text is woken with every piece. */
    private static final class Output {
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        void follow(InputStream stream) {
            Thread.ofVirtual().start(() -> {
                try (stream) {
                    byte[] buffer = new byte[8192];
                    for (int read; (read = stream.read(buffer)) >= 0;) {
                        append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                    }
                } catch (IOException _) {
                    // The process is gone.
                } finally {
                    done.complete(null);
                    append("");
                }
            });
        }

        private synchronized void append(String piece) {
            text.append(piece);
            notifyAll();
        }

        synchronized String text() {
            return text.toString();
        }

        synchronized Matcher await(Pattern pattern, Duration limit, Process process, Output errors) {
            long end = System.nanoTime() + limit.toNanos();
            while (true) {
                Matcher matcher = pattern.matcher(text);
                if (matcher.find()) {
                    return matcher;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || done.isDone()) {
                    throw new AssertionError("never said " + pattern + " (exit " + (process.isAlive() ? "none" : process.exitValue())
                            + "):\n" + text + errors.text());
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
