package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Home;
import dev.hornbook.config.Settings;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.textbook.BookUnreadableException;
import dev.hornbook.textbook.IngestReport;
import dev.hornbook.textbook.Ingestion;
import dev.hornbook.textbook.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hornbook ingest}. */
@Command(name = "ingest", description = {
    "Reads a book in: a folder of Markdown, MDX or HTML, such as a built site, or one such file. Again, and only what changed is read; what is gone disappears.",
    "A 'hornbook serve' in the same directory shows it at once; one elsewhere on the same database, at its next question.",
    "Where nobody serves there, the vectors are made here; that may be interrupted, and the next 'serve' goes on with it.",
    "A file that cannot be read is named and left out; the exit code is 1 then."}, mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    /** How often the bar is redrawn. */
    private static final Duration A_LOOK = Duration.ofMillis(200);

    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A folder, or a file.")
    private List<Path> paths;

    @Option(names = "--as", paramLabel = "SLUG", description = "The book's name in addresses, when there is one PATH; its folder's name if not given.")
    private String slug;

    IngestCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
    }

    @Override
    public Integer call() {
        if (slug != null && paths.size() > 1) {
            throw new UnusableException("--as names one book, and there are " + paths.size() + " paths. Ingest them one by one.");
        }
        Settings settings = Settings.of(environment);
        boolean whole = true;
        boolean served = false;
        try (Workbench workbench = Workbench.open(settings, embedded)) {
            for (Path path : paths) {
                whole &= ingest(workbench.books().ingestion(), path);
                served = Bell.ring(Home.existing(settings.home()));
            }
            if (served) {
                console.line("The running serve shows it now. It is found by its words, and by meaning as serve gets on with embedding.");
            } else {
                whole &= embed(workbench.books());
            }
            console.line("Ask with ./hornbook ask \"…\", or read and ask in a browser with ./hornbook serve.");
        }
        return whole ? ExitCode.FINE : ExitCode.DEGRADED;
    }

    private boolean ingest(Ingestion ingestion, Path path) {
        IngestReport report;
        try (ProgressBar bar = console.progress("Reading " + path)) {
            report = ingestion.ingest(path, Optional.ofNullable(slug), (_, done, all) -> bar.at(done, all));
        } catch (BookUnreadableException | IllegalArgumentException e) {
            throw new UnusableException(e.getMessage(), e);
        }
        report.faults().forEach(fault -> console.remark(console.yellow("! ") + fault.file() + ": " + fault.reason()));
        console.line(console.bold(report.title()) + " is in, as " + report.slug() + ", revision " + report.revision() + ".");
        console.line("  chapters  " + words(report.chapters()));
        console.line("  passages  " + words(report.passages()));
        return report.faults().isEmpty();
    }

    /** Vectors are kept in the database, so that serve need not make them; what is interrupted here, it makes when it starts. */
    private boolean embed(Books books) {
        books.embed();
        books.library().refresh();
        books.awaitSearchable();
        try (ProgressBar bar = console.progress("Embedding")) {
            while (!books.awaitEmbedded(A_LOOK) && !books.state().isAtItsEnd()) {
                bar.at(books.state().embedded(), books.state().passages());
            }
        }
        Optional<String> fault = books.state().fault();
        fault.ifPresent(why -> console.remark(console.yellow("! ") + "It is in, and the next 'serve' embeds it; here that failed: " + why));
        return fault.isEmpty();
    }

    private static String words(Tally tally) {
        return tally.added() + " new, " + tally.changed() + " changed, " + tally.removed() + " gone, " + tally.unchanged() + " as before";
    }
}
