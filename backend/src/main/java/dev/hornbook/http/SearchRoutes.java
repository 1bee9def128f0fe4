package dev.hornbook.http;

import dev.hornbook.retrieval.Found;
import dev.hornbook.retrieval.Retriever;
import dev.hornbook.textbook.Place;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.UUID;

/** {@code /api/v1/search}: passages of the books, from the index; it takes no connection and needs no account. */
final class SearchRoutes implements HttpService {
    private static final int RESULTS = 10;
    private static final int MOST_RESULTS = 50;
    private static final int LONGEST_QUERY = 400;

    private final Retriever retriever;

    SearchRoutes(Retriever retriever) {
        this.retriever = retriever;
    }

    record ResultsView(List<ResultView> results) {}

    record ResultView(UUID passage, UUID section, String textbook, String anchor, String title, String text, double score) {
        static ResultView of(Found found) {
            Place place = found.place();
            return new ResultView(place.passage().id(), place.section().id(), place.book().slug(), place.anchor(),
                    place.section().heading(), place.passage().text(), found.score());
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::search);
    }

    private void search(ServerRequest request, ServerResponse response) {
        String words = Parameters.text(request, "q")
                .orElseThrow(() -> new ProblemException(Problem.badRequest("'q' is missing: the words to look for.")));
        if (words.length() > LONGEST_QUERY) {
            throw new ProblemException(Problem.badRequest("'q' has more than " + LONGEST_QUERY + " characters."));
        }
        int limit = Parameters.number(request, "limit", RESULTS, 1, MOST_RESULTS);
        var found = retriever.search(words, Parameters.text(request, "textbook"), limit);
        Json.send(response, 200, new ResultsView(found.stream().map(ResultView::of).toList()));
    }
}
