package dev.hornbook.cli;

import dev.hornbook.evaluation.Engine;
import dev.hornbook.evaluation.LabelledQuestion.Half;
import dev.hornbook.evaluation.MeasuredBook;
import dev.hornbook.evaluation.Misses;
import dev.hornbook.evaluation.PassageVectors;
import dev.hornbook.evaluation.QuestionSet;
import dev.hornbook.evaluation.Report;
import dev.hornbook.evaluation.ReportJson;
import dev.hornbook.evaluation.ReportText;
import dev.hornbook.evaluation.Wording;
import dev.hornbook.retrieval.Embedder;
import dev.hornbook.retrieval.WordPiece;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.BookSource;
import dev.hornbook.textbook.BookUnreadableException;
import dev.hornbook.textbook.ClasspathSource;
import dev.hornbook.textbook.FolderSource;
import dev.hornbook.textbook.Shelf;
import dev.hornbook.textbook.UnstoredBook;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hornbook eval}. */
@Command(name = "eval", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Puts labelled questions to a book and tells how well its sections are found, and how well it is told when the book does not say:"
            + " by words (BM25), by meaning (dense) and by both (hybrid), each figure with its 95 %% interval. It reads the book into memory and"
            + " needs no database.",
    "The half held out is looked at last, once the retriever is as it shall be: whoever tunes on it has no measure left.",
    "Definitions and last results: docs/retrieval.md."})
final class EvalCommand implements Callable<Integer> {
    private static final Path DEBIAN = Path.of("/usr/share/doc/postgresql-doc-15/html");

    private final Console console;

    @Option(names = "--set", paramLabel = "SET", defaultValue = "physical-ai", description = "physical-ai (on the sample textbook), postgresql-15 (on its manual), or a file of JSON Lines; ${DEFAULT-VALUE} unless given.")
    private String set;

    @Option(names = "--book", paramLabel = "PATH", description = "The book the questions are about, where it isn't the sample textbook; for postgresql-15 the folder html of Debian's package postgresql-doc-15, found by itself where it is installed.")
    private Path book;

    @Option(names = "--half", paramLabel = "HALF", defaultValue = "tuning", description = "tuning, held or all; ${DEFAULT-VALUE} unless given. held comes last.")
    private String half;

    @Option(names = "--misses", description = "List what hybrid did not find among the first five, and what it wrongly refused or answered; * marks questions without a shared word.")
    private boolean misses;

    @Option(names = "--vectors", paramLabel = "FILE", description = "Keep the passages' vectors in this file, so that the next run need not make them.")
    private Path vectors;

    @Option(names = "--json", description = "Print one JSON document in place of text.")
    private boolean json;

    EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            QuestionSet questions = questions();
            Book read = read();
            new Wording(read).require(questions);
            Report report = measure(read, questions);
            console.print(json ? ReportJson.of(report) + "\n" : ReportText.of(report));
            if (misses) {
                Misses.of(report, Engine.HYBRID).forEach(console::line);
            }
            return ExitCode.FINE;
        } catch (BookUnreadableException | IllegalArgumentException | UncheckedIOException e) {
            throw new UnusableException(e.getMessage(), e);
        }
    }

    private Book read() {
        try (ProgressBar bar = console.progress("Reading")) {
            return UnstoredBook.read(source(), text -> WordPiece.ofModel().count(text), (_, done, all) -> bar.at(done, all));
        }
    }

    private Report measure(Book read, QuestionSet questions) {
        try (var embedder = new Embedder()) {
            await(embedder);
            Map<UUID, float[]> meaning;
            int passages = new Shelf(List.of(read)).places().size();
            try (ProgressBar bar = console.progress("Embedding")) {
                meaning = PassageVectors.of(read, embedder, Optional.ofNullable(vectors), done -> bar.at(done, passages));
            }
            int asked = questions.questions().size() * Engine.values().length;
            try (var measured = new MeasuredBook(read, embedder, meaning); ProgressBar bar = console.progress("Asking")) {
                return Report.of(measured, questions, done -> bar.at(done, asked));
            }
        }
    }

    private QuestionSet questions() {
        QuestionSet all = QuestionSet.OURS.contains(set) ? QuestionSet.ours(set) : QuestionSet.in(Path.of(set));
        return switch (half) {
            case "all" -> all;
            case "tuning", "held" -> all.only(Half.of(half));
            default -> throw new UnusableException("--half is tuning, held or all, not " + half + ".");
        };
    }

    private BookSource source() {
        if (book != null) {
            return new FolderSource(book);
        }
        return switch (set) {
            case "physical-ai" -> ClasspathSource.sample();
            case "postgresql-15" -> new FolderSource(manual());
            default -> throw new UnusableException("Which book are these questions about? Name its folder with --book.");
        };
    }

    private static Path manual() {
        if (!Files.isDirectory(DEBIAN)) {
            throw new UnusableException("PostgreSQL's manual is not in " + DEBIAN + ". Install Debian's package postgresql-doc-15, or"
                    + " unpack it (apt-get download, dpkg-deb -x) and name its folder html with --book.");
        }
        return DEBIAN;
    }

    private static void await(Embedder embedder) {
        try {
            embedder.load();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (embedder.state() != Embedder.State.READY) {
            throw new UnusableException("The embedding model could not be loaded, so there is nothing to measure meaning by.");
        }
    }
}
