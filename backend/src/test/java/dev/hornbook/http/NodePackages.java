package dev.hornbook.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The scripts of {@code src/test/node} with the packages they need, installed under {@code target} once for each lock file.
 */
final class NodePackages {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path INSTALLED = Path.of("target", "node");

    private NodePackages() {}

    /** A process that runs one of the scripts; not yet started. */
    static synchronized ProcessBuilder node(String script, String... arguments) {
        try {
            install();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new ProcessBuilder(Stream.concat(Stream.of("node", script), Stream.of(arguments)).toList()).directory(INSTALLED.toFile())
                .redirectErrorStream(true);
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        try (Stream<Path> scripts = Files.list(SOURCES).filter(file -> file.toString().endsWith(".mjs"))) {
            for (Path script : scripts.toList()) {
                Files.copy(script, INSTALLED.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        // Written last, so that it stands for an installation that went through.
        Path lock = SOURCES.resolve("package-lock.json");
        Path done = INSTALLED.resolve("installed-lock.json");
        if (Files.exists(done) && Files.mismatch(lock, done) < 0) {
            return;
        }
        Files.copy(SOURCES.resolve("package.json"), INSTALLED.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(lock, INSTALLED.resolve("package-lock.json"), StandardCopyOption.REPLACE_EXISTING);
        Process npm = new ProcessBuilder("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(INSTALLED.toFile()).redirectErrorStream(true)
                .start();
        String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            throw new IllegalStateException("npm ci in " + INSTALLED.toAbsolutePath() + " failed: " + output);
        }
        Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
    }
}
