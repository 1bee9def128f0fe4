package dev.hornbook.cli;

import dev.hornbook.config.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** What stands on the screen once {@code serve} runs: at most eleven lines, the address last. */
final class Banner {
    private final Console console;

    Banner(Console console) {
        this.console = console;
    }

    void show(Service service, Settings settings) {
        console.line(console.bold("Hornbook " + Version.number()));
        settings.warnings().stream().limit(3).forEach(warning -> console.line(console.yellow("  ! ") + warning));
        row("book", books(service));
        row("answers", settings.model()
                .map(model -> "written by " + model.name() + " at " + model.base().getHost())
                .orElse("quoted from the book (set OPENAI_API_KEY to have a model write them)"));
        row("index", service.indexDescription());
        row("database", service.databaseDescription());
        CompletableFuture<Optional<URI>> link = service.operatorLink();
        boolean known = link.isDone();
        if (known) {
            link.join().ifPresent(this::operator);
        }
        console.line("  " + console.bold(service.address().toString()));
        if (!known) {
            // The database is not there yet: it is said once it is.
            link.thenAccept(later -> later.ifPresent(this::operator));
        }
    }

    private void operator(URI link) {
        row("operator", "nobody yet; become it, once: " + link);
    }

    private static String books(Service service) {
        var books = service.library().books();
        return books.isEmpty()
                ? "none yet (./hornbook ingest PATH)"
                : books.stream().limit(3).map(book -> book.title() + " (" + book.chapters().size() + " chapters)")
                        .collect(Collectors.joining(", "))
                        + (books.size() > 3 ? " and " + (books.size() - 3) + " more" : "");
    }

    private void row(String name, String what) {
        console.line("  %-9s %s".formatted(name, what));
    }
}
