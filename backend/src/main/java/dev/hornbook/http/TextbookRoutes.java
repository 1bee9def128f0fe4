package dev.hornbook.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.Chapter;
import dev.hornbook.textbook.Library;
import dev.hornbook.textbook.Passage;
import dev.hornbook.textbook.Section;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /api/v1/textbooks}: the books, from memory; reading takes no connection and needs no account. */
final class TextbookRoutes implements HttpService {
    private final Library library;

    TextbookRoutes(Library library) {
        this.library = library;
    }

    record BooksView(List<BookView> textbooks) {}

    record BookView(UUID id, String slug, String title, long revision, List<ContentsView> chapters) {
        static BookView of(Book book) {
            return new BookView(book.id(), book.slug(), book.title(), book.revision(),
                    book.chapters().stream().map(ContentsView::of).toList());
        }
    }

    record ContentsView(String slug, String title, List<HeadingView> sections) {
        static ContentsView of(Chapter chapter) {
            return new ContentsView(chapter.slug(), chapter.title(), chapter.sections().stream().map(HeadingView::of).toList());
        }
    }

    record HeadingView(UUID id, String anchor, String title, int level) {
        static HeadingView of(Section section) {
            return new HeadingView(section.id(), section.anchor(), section.title(), section.level());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ChapterView(String textbook, String slug, String title, List<SectionView> sections, Optional<Neighbour> previous,
            Optional<Neighbour> next) {
        static ChapterView of(Book book, Chapter chapter) {
            return new ChapterView(
                    book.slug(),
                    chapter.slug(),
                    chapter.title(),
                    chapter.sections().stream().map(SectionView::of).toList(),
                    book.previous(chapter).map(Neighbour::of),
                    book.next(chapter).map(Neighbour::of));
        }
    }

    record SectionView(UUID id, String anchor, String title, int level, String markdown, List<PassageView> passages) {
        static SectionView of(Section section) {
            return new SectionView(section.id(), section.anchor(), section.title(), section.level(), section.markdown(),
                    section.passages().stream().map(PassageView::of).toList());
        }
    }

    record PassageView(UUID id, String text) {
        static PassageView of(Passage passage) {
            return new PassageView(passage.id(), passage.text());
        }
    }

    record Neighbour(String slug, String title) {
        static Neighbour of(Chapter chapter) {
            return new Neighbour(chapter.slug(), chapter.title());
        }
    }

    record QuestionsView(List<String> questions) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (_, response) -> Json.send(response, 200, new BooksView(library.books().stream().map(BookView::of).toList())))
                .get("/{slug}", (request, response) -> Json.send(response, 200, BookView.of(book(request))))
                .get("/{slug}/questions", (request, response) -> Json.send(response, 200, new QuestionsView(book(request).questions())))
                .get("/{slug}/chapters/{+chapter}", this::chapter);
    }

    private void chapter(ServerRequest request, ServerResponse response) {
        Book book = book(request);
        Chapter chapter = book.chapter(request.path().pathParameters().get("chapter"))
                .orElseThrow(() -> new ProblemException(
                        Problem.notFound("The book has no such chapter; it may have been renamed. GET /api/v1/textbooks lists them.")));
        Json.send(response, 200, ChapterView.of(book, chapter));
    }

    private Book book(ServerRequest request) {
        return library.book(request.path().pathParameters().get("slug"))
                .orElseThrow(TextbookRoutes::noSuchBook);
    }

    static ProblemException noSuchBook() {
        return new ProblemException(Problem.notFound("There is no such textbook. GET /api/v1/textbooks lists them."));
    }
}
