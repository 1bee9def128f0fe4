package dev.hornbook.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkout this build runs in, as git sees it: what is tracked, and what would be with the next {@code git add}. */
final class Repository {
    private final Path root;
    private final List<String> files;

    private Repository(Path root, List<String> files) {
        this.root = root;
        this.files = files;
    }

    /** Reads the checkout named by the system property {@code hornbook.root}, which the build sets. */
    static Repository here() {
        var root = Path.of(System.getProperty("hornbook.root", ".")).toAbsolutePath().normalize();
        var listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
        return new Repository(root,
                Stream.of(listed).filter(file -> Files.isRegularFile(root.resolve(file))).sorted().distinct().toList());
    }

    Path root() {
        return root;
    }

    /** Paths from the root, with slashes, sorted. */
    List<String> files() {
        return files;
    }

    List<String> files(String... endings) {
        return files.stream().filter(file -> Stream.of(endings).anyMatch(file::endsWith)).toList();
    }

    boolean has(String path) {
        return Files.exists(root.resolve(path));
    }

    /** Empty for what is no text, such as a picture. */
    Optional<String> text(String file) {
        try {
            var bytes = Files.readAllBytes(root.resolve(file));
            for (var b : bytes) {
                if (b == 0) {
                    return Optional.empty();
                }
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a Java class or a TypeScript module of this name is in the tree. */
    boolean hasSource(String name) {
        return files.stream().anyMatch(file -> Stream.of(".java", ".ts", ".tsx").anyMatch(ending -> file.endsWith("/" + name + ending)));
    }

    private static String git(Path root, String... arguments) {
        try {
            var command = Stream.concat(Stream.of("git", "-C", root.toString()), Stream.of(arguments)).toList();
            var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "git cannot list the files under " + root + ": these checks need a git checkout, not an unpacked archive");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("git could not be run: install it, these checks read the list of tracked files", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
