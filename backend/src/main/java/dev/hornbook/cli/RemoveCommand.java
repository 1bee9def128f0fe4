package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Home;
import dev.hornbook.config.Settings;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.textbook.Book;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hornbook remove}. */
@Command(name = "remove", description = {
    "Takes a book away, with its passages and their vectors. Conversations about it stay, with the words they cite.",
    "Asks first, unless --yes is given. A 'hornbook serve' in the same directory follows at once; one elsewhere on the same database, at its next question."}, mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {
    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;

    @Parameters(paramLabel = "SLUG", description = "The book's name in addresses.")
    private String slug;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    RemoveCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.of(environment);
        try (Workbench workbench = Workbench.open(settings, embedded)) {
            Books books = workbench.books();
            books.library().refresh();
            Book book = books.book(slug);
            if (!yes && !Console.confirmed("Take away " + book.title() + ", " + book.chapters().size() + " chapters?",
                    "Say './hornbook remove " + slug + " --yes' to take it away.")) {
                console.line("Nothing was taken away.");
                return ExitCode.DEGRADED;
            }
            books.ingestion().remove(slug);
            Bell.ring(Home.existing(settings.home()));
            console.line(console.bold(book.title()) + " is gone.");
            if (books.library().books().size() == 1) {
                console.line("No book is left. The next start of 'serve' reads the sample textbook in, unless you ingest one before.");
            }
        }
        return ExitCode.FINE;
    }
}
