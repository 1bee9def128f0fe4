package dev.hornbook.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hornbook.account.Reader;
import dev.hornbook.budget.Allowance;
import dev.hornbook.budget.Asker;
import dev.hornbook.budget.QuestionBudget;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** {@code /api/v1/me/questions}: who writes the next answer, and how many more a model writes today. */
final class QuestionRoutes implements HttpService {
    private final Authenticator authenticator;
    private final Optional<QuestionBudget> budget;

    QuestionRoutes(Authenticator authenticator, Optional<QuestionBudget> budget) {
        this.authenticator = authenticator;
        this.budget = budget;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record View(String writer, Optional<Integer> limit, Optional<Integer> left, Optional<String> usedUp, Optional<Instant> until) {
        static View book() {
            return new View("book", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        static View of(Allowance allowance) {
            return new View(allowance.left() > 0 ? "model" : "book", Optional.of(allowance.limit()), Optional.of(allowance.left()),
                    allowance.usedUp().map(whose -> whose.name().toLowerCase(Locale.ROOT)), Optional.of(allowance.until()));
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::find);
    }

    private void find(ServerRequest request, ServerResponse response) {
        Reader reader = authenticator.reader(request);
        Json.send(response, 200,
                budget.map(limited -> View.of(limited.allowance(new Asker(reader.id(), reader.guest())))).orElseGet(View::book));
    }
}
