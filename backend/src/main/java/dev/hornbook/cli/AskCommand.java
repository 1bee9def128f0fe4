package dev.hornbook.cli;

import dev.hornbook.answer.WrittenAnswer;
import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.conversation.Citation;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.retrieval.Findings;
import dev.hornbook.retrieval.Question;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hornbook ask}. */
@Command(name = "ask", description = {
    "Answers a question from the books, in the terminal, with its sources. The question is kept nowhere.",
    "Exit code 1 when the books do not say."}, mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
    /** Words alone find less; vectors of books that were read in before are there at once. */
    private static final Duration FOR_MEANING = Duration.ofSeconds(10);

    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;

    @Parameters(paramLabel = "QUESTION", description = "The question, in quotes.")
    private String question;

    @Option(names = "--book", paramLabel = "SLUG", description = "The book to ask; all of them if not given.")
    private String book;

    AskCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
    }

    @Override
    public Integer call() {
        if (question.isBlank()) {
            throw new UnusableException("The question is empty. Ask in quotes: ./hornbook ask \"What is a zero-moment point?\"");
        }
        Settings settings = Settings.of(environment);
        try (Workbench workbench = Workbench.open(settings, embedded)) {
            Books books = workbench.books();
            books.fill();
            Optional<String> about = Optional.ofNullable(book).map(slug -> books.book(slug).slug());
            books.embed();
            books.awaitEmbedded(FOR_MEANING);
            Findings findings = books.retriever().find(new Question(question, Optional.empty(), about));
            var text = new TerminalText();
            WrittenAnswer answer = WrittenAnswer.write(Writers.of(settings, books), findings, piece -> console.print(text.shown(piece)));
            console.line(answer.citations().isEmpty() ? "" : "\n");
            answer.citations().forEach(this::source);
            answer.failure().ifPresent(failure -> console.remark(console.red("x ") + failure));
            // Of what it does not say, the nearest places are cited too.
            boolean said = findings.evidence().answers() && !answer.citations().isEmpty();
            return answer.failure().isEmpty() && said ? ExitCode.FINE : ExitCode.DEGRADED;
        }
    }

    private void source(Citation citation) {
        console.line(console
                .faint("[" + citation.number() + "] " + citation.title() + "  (" + citation.textbook() + "/" + citation.anchor() + ")"));
    }
}
