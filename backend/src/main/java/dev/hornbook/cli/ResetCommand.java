package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Home;
import dev.hornbook.config.Ownership;
import dev.hornbook.config.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hornbook reset}. */
@Command(name = "reset", description = {
    "Deletes the embedded database, with every account and conversation in it, and the index: all that lies under ./.hornbook.",
    "A database that DATABASE_URL names is left alone. Asks first, unless --yes is given."}, mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
    private final Environment environment;
    private final Console console;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    ResetCommand(Environment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() {
        Path directory = Path.of(environment.get(Variable.HORNBOOK_HOME).orElse(".hornbook")).toAbsolutePath().normalize();
        if (!Files.exists(directory.resolve("format"))) {
            console.line("There is nothing under " + directory + ".");
            return ExitCode.FINE;
        }
        if (!yes && !Console.confirmed("Delete " + directory + " with every account and conversation in it?",
                "Say './hornbook reset --yes' to delete " + directory + ".")) {
            console.line("Nothing was deleted.");
            return ExitCode.DEGRADED;
        }
        Home home = Home.existing(directory);
        try (Ownership _ = home.own()
                .orElseThrow(() -> UnusableException.forNow(directory + " is in use by " + home.owner() + ". Stop that first."))) {
            delete(directory);
        }
        console.line("Deleted " + directory + ".");
        return ExitCode.FINE;
    }

    private static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
