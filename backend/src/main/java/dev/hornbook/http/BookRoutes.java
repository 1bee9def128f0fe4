package dev.hornbook.http;

import dev.hornbook.textbook.BookUnreadableException;
import dev.hornbook.textbook.Fault;
import dev.hornbook.textbook.IngestReport;
import dev.hornbook.textbook.Ingestion;
import dev.hornbook.textbook.Intake;
import dev.hornbook.textbook.IntakeBusyException;
import dev.hornbook.textbook.PlaceInBook;
import dev.hornbook.textbook.Tally;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/operator/textbooks}: an operator sends a book, and is told what {@code ./hornbook ingest} prints, or takes one away. */
final class BookRoutes implements HttpService {
    private static final Duration A_BOOK = Duration.ofSeconds(10);
    private static final String ZIP = "application/zip";
    private static final String MARKDOWN = "text/markdown";
    private static final String HTML = "text/html";

    private final Operator operator;
    private final Intake intake;

    BookRoutes(Operator operator, Intake intake) {
        this.operator = operator;
        this.intake = intake;
    }

    record ReportView(String slug, String title, long revision, TallyView chapters, TallyView passages, List<Fault> faults) {
        static ReportView of(IngestReport report) {
            return new ReportView(report.slug(), report.title(), report.revision(), TallyView.of(report.chapters()),
                    TallyView.of(report.passages()), report.faults());
        }
    }

    record TallyView(int added, int changed, int removed, int unchanged) {
        static TallyView of(Tally tally) {
            return new TallyView(tally.added(), tally.changed(), tally.removed(), tally.unchanged());
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", this::readIn).delete("/{slug}", this::takeAway);
    }

    private void readIn(ServerRequest request, ServerResponse response) {
        operator.require(request);
        String type = request.headers().contentType().map(media -> media.mediaType().text()).orElse("");
        Optional<String> slug = request.query().first("as").asOptional();
        if (slug.isPresent() && !Ingestion.isSlug(slug.get())) {
            throw invalid("'as' has lower-case letters, digits and single hyphens, at most 80: 'physical-ai'.");
        }
        String name = request.query().first("name").orElse("");
        if (name.contains("/") || PlaceInBook.fault(name).isPresent()) {
            throw invalid("'name' is what the file is called, without its folders: 'zero-moment-point.md'.");
        }
        IngestReport report = switch (type) {
            case ZIP -> read(request, body -> intake.zip(body, withoutZip(name), slug));
            case MARKDOWN, HTML -> read(request, body -> intake.page(body, name, slug));
            default -> throw new ProblemException(Problem.of(415, "unsupported-media-type", "The body is no book",
                    "Send a ZIP as application/zip, or one file as text/markdown or text/html."));
        };
        Json.send(response, 200, ReportView.of(report));
    }

    private void takeAway(ServerRequest request, ServerResponse response) {
        operator.require(request);
        if (!intake.remove(request.path().pathParameters().get("slug"))) {
            throw TextbookRoutes.noSuchBook();
        }
        response.status(204).send();
    }

    private interface Reading {
        IngestReport from(InputStream body);
    }

    private static IngestReport read(ServerRequest request, Reading reading) {
        if (!request.content().hasEntity()) {
            throw unreadable("Nothing was sent. Send the file as the body.");
        }
        try (InputStream body = request.content().inputStream()) {
            return reading.from(body);
        } catch (BookUnreadableException e) {
            throw unreadable(e.getMessage());
        } catch (IntakeBusyException e) {
            throw new ProblemException(
                    new Problem(409, "book-under-way", "Another book is under way", e.getMessage(), Optional.of(A_BOOK)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(Problem.of(422, "book-unreadable", "Nothing of the book was read in", detail));
    }

    private static String withoutZip(String name) {
        return name.replaceFirst("(?i)(?<=.)\\.zip$", "");
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(422, "invalid-input", "A field cannot be taken as it is", detail));
    }
}
