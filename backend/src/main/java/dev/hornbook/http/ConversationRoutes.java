package dev.hornbook.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hornbook.conversation.Conversation;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.Match;
import dev.hornbook.database.UserId;
import dev.hornbook.textbook.Library;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /api/v1/conversations}: a reader's own history. */
final class ConversationRoutes implements HttpService {
    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final Authenticator authenticator;
    private final Conversations conversations;
    private final Library library;

    ConversationRoutes(Authenticator authenticator, Conversations conversations, Library library) {
        this.authenticator = authenticator;
        this.conversations = conversations;
        this.library = library;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(UUID id, String title, boolean starred, Optional<String> textbook, Instant createdAt, Instant updatedAt) {
        static View of(Conversation c) {
            return new View(c.id(), c.title(), c.starred(), c.textbook(), c.createdAt(), c.updatedAt());
        }
    }

    record PageView(List<View> conversations, Optional<String> next) {}

    record MatchView(View conversation, Optional<UUID> message, List<Match.Piece> snippet) {
        static MatchView of(Match match) {
            return new MatchView(View.of(match.conversation()), match.message(), match.snippet());
        }
    }

    record MatchesView(List<MatchView> matches) {}

    record Creation(Optional<String> textbook) {}

    record Change(Optional<String> title, Optional<Boolean> starred) {}

    record MessagesView(List<MessageView> messages) {}

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", this::create)
                .get("/", this::list)
                .get("/search", this::search)
                .get("/{id}", this::find)
                .patch("/{id}", this::change)
                .delete("/{id}", this::delete)
                .get("/{id}/messages", this::messages);
    }

    private void create(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        Optional<String> textbook = present(Json.read(request, Creation.class).textbook());
        textbook.filter(slug -> library.book(slug).isEmpty()).ifPresent(_ -> {
            throw new ProblemException(Problem.of(422, "invalid-input", "A field cannot be taken as it is",
                    "There is no such textbook. GET /api/v1/textbooks lists them."));
        });
        Json.send(response, 201, View.of(conversations.create(user, textbook)));
    }

    private void list(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        int limit = Parameters.number(request, "limit", PAGE, 1, LARGEST_PAGE);
        var page = conversations.list(user, Parameters.text(request, "after"), limit);
        Json.send(response, 200, new PageView(page.conversations().stream().map(View::of).toList(), page.next()));
    }

    private void search(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        String words = Parameters.text(request, "q")
                .orElseThrow(() -> new ProblemException(Problem.badRequest("'q' is missing: the words to look for.")));
        int limit = Parameters.number(request, "limit", PAGE, 1, LARGEST_PAGE);
        Json.send(response, 200, new MatchesView(conversations.search(user, words, limit).stream().map(MatchView::of).toList()));
    }

    private void find(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        Json.send(response, 200, conversations.find(user, Parameters.id(request)).map(View::of).orElseThrow(ConversationRoutes::absent));
    }

    private void change(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        Change change = Json.read(request, Change.class);
        var changed = conversations.change(user, Parameters.id(request), present(change.title()), present(change.starred()));
        Json.send(response, 200, changed.map(View::of).orElseThrow(ConversationRoutes::absent));
    }

    private void delete(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        if (!conversations.delete(user, Parameters.id(request))) {
            throw absent();
        }
        response.status(204).send();
    }

    private void messages(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        var messages = conversations.messages(user, Parameters.id(request)).orElseThrow(ConversationRoutes::absent);
        Json.send(response, 200, new MessagesView(messages.stream().map(MessageView::of).toList()));
    }

    static ProblemException absent() {
        return new ProblemException(Problem.notFound("There is no such conversation among yours."));
    }

    /** A field that the body leaves out is read as null. */
    private static <T> Optional<T> present(Optional<T> field) {
        return field == null ? Optional.empty() : field;
    }
}
