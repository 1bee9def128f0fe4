package dev.hornbook.http;

import dev.hornbook.conversation.Conversation;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Transcript;
import dev.hornbook.database.UserId;
import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** {@code /api/v1/conversations/{id}/export}: one conversation as a file, JSON or Markdown. */
final class ExportRoutes implements HttpService {
    private static final MediaType MARKDOWN = MediaTypes.create("text/markdown");

    private final Authenticator authenticator;
    private final Conversations conversations;
    private final Transcript transcript;

    ExportRoutes(Authenticator authenticator, Conversations conversations, Transcript transcript) {
        this.authenticator = authenticator;
        this.conversations = conversations;
        this.transcript = transcript;
    }

    /** A conversation with everything in it. */
    record View(ConversationRoutes.View conversation, List<MessageView> messages) {
        static View of(Conversation conversation, List<Message> messages) {
            return new View(ConversationRoutes.View.of(conversation), messages.stream().map(MessageView::of).toList());
        }
    }

    private enum Format {
        JSON,
        MARKDOWN
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/{id}/export", this::export);
    }

    private void export(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        UUID id = Parameters.id(request);
        Format format = format(request);
        Conversation conversation = conversations.find(user, id).orElseThrow(ConversationRoutes::absent);
        List<Message> messages = conversations.messages(user, id).orElseThrow(ConversationRoutes::absent);
        response.header(HeaderNames.VARY, "Accept");
        switch (format) {
            case JSON -> {
                Download.headers(response, "application/json", conversation.title(), ".json");
                response.send(Json.write(View.of(conversation, messages)).getBytes(StandardCharsets.UTF_8));
            }
            case MARKDOWN -> {
                Download.headers(response, "text/markdown; charset=utf-8", conversation.title(), ".md");
                response.send(transcript.markdown(conversation, messages).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** What {@code format} says; without one, Markdown for whoever accepts it and no JSON. */
    private static Format format(ServerRequest request) {
        return Parameters.text(request, "format").map(name -> switch (name) {
            case "json" -> Format.JSON;
            case "markdown" -> Format.MARKDOWN;
            default -> throw new ProblemException(Problem.badRequest("'format' is json or markdown."));
        }).orElseGet(() -> request.headers().isAccepted(MARKDOWN) && !request.headers().isAccepted(MediaTypes.APPLICATION_JSON)
                ? Format.MARKDOWN
                : Format.JSON);
    }
}
