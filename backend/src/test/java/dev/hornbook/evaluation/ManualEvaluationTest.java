package dev.hornbook.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.evaluation.LabelledQuestion.Half;
import dev.hornbook.retrieval.SampleBook;
import dev.hornbook.retrieval.WordPiece;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.FolderSource;
import dev.hornbook.textbook.Progress;
import dev.hornbook.textbook.UnstoredBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The questions on a book nobody here wrote: PostgreSQL 15's manual, from Debian's package, which is installed or fetched. Making
 * its vectors takes ten minutes; they are kept in {@code target}.
 */
@Tag("manual")
class ManualEvaluationTest {
    private static final Path INSTALLED = Path.of("/usr/share/doc/postgresql-doc-15/html");
    private static final Path TARGET = Path.of("target", "manual").toAbsolutePath();

    private static Book book;

    @BeforeAll
    static void readTheManual() throws Exception {
        Files.createDirectories(TARGET);
        book = UnstoredBook.read(new FolderSource(Files.isDirectory(INSTALLED) ? INSTALLED : fetched()),
                text -> WordPiece.ofModel().count(text), Progress.SILENT);
    }

    @Test
    void everyLabelIsASectionOfIt() {
        var wording = new Wording(book);
        assertThat(QuestionSet.ours("postgresql-15").questions())
                .allSatisfy(question -> assertThat(question.sections()).as(question.id()).allMatch(wording::knows));
    }

    @Test
    void aThirdOfTheAnswerableOnesShareNoContentWordWithTheOpeningOfTheirSections() {
        var wording = new Wording(book);
        List<LabelledQuestion> answerable = QuestionSet.ours("postgresql-15").questions().stream().filter(LabelledQuestion::isAnswerable)
                .toList();
        assertThat(answerable.stream().filter(wording::isApart).count() * 3).isGreaterThanOrEqualTo(answerable.size());
    }

    @Test
    void noFigureFallsBelowTheIntervalItHad() {
        var embedder = SampleBook.get().embedder();
        try (var measured = new MeasuredBook(book, embedder,
                PassageVectors.of(book, embedder, Optional.of(TARGET.resolve("vectors")), done -> {}))) {
            Report report = Report.of(measured, QuestionSet.ours("postgresql-15").only(Half.TUNING), done -> {});
            Baseline.of("postgresql-15.tuning.tsv").holdsFor(report.measures());
        }
    }

    private static Path fetched() throws IOException, InterruptedException {
        Path html = TARGET.resolve("usr/share/doc/postgresql-doc-15/html");
        if (!Files.isDirectory(html)) {
            run("apt-get", "download", "postgresql-doc-15");
            try (Stream<Path> files = Files.list(TARGET)) {
                Path archive = files.filter(file -> file.getFileName().toString().matches("postgresql-doc-15_.*\\.deb")).findFirst()
                        .orElseThrow();
                run("dpkg-deb", "-x", archive.toString(), TARGET.toString());
            }
        }
        return html;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(TARGET.toFile()).inheritIO().start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(String.join(" ", command)).isTrue();
        assertThat(process.exitValue()).as("%s; without apt, install postgresql-doc-15", String.join(" ", command)).isZero();
    }
}
