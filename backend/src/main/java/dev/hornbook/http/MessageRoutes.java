package dev.hornbook.http;

import dev.hornbook.account.Reader;
import dev.hornbook.answer.AnswerEvent;
import dev.hornbook.answer.Answers;
import dev.hornbook.answer.LiveAnswer;
import dev.hornbook.budget.Asker;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Thumb;
import dev.hornbook.database.UserId;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Asking, and following the answer as it is written. A reader who leaves does not stop it. */
final class MessageRoutes implements HttpService {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final Pattern ORDINAL = Pattern.compile("[0-9]{1,18}");

    private final Authenticator authenticator;
    private final Conversations conversations;
    private final Answers answers;

    MessageRoutes(Authenticator authenticator, Conversations conversations, Answers answers) {
        this.authenticator = authenticator;
        this.conversations = conversations;
        this.answers = answers;
    }

    record Question(String text, String key) {}

    record Feedback(String thumb, Optional<String> words) {}

    record Whole(MessageView message) {}

    @Override
    public void routing(HttpRules rules) {
        rules.post("/conversations/{id}/messages", this::ask)
                .get("/messages/{id}/events", this::follow)
                .post("/messages/{id}/stop", this::stop)
                .put("/messages/{id}/feedback", this::judge)
                .delete("/messages/{id}/feedback", this::withdraw);
    }

    private void ask(ServerRequest request, ServerResponse response) {
        Reader reader = authenticator.reader(request);
        Question question = Json.read(request, Question.class);
        if (question.text() == null) {
            throw new ProblemException(Problem.badRequest("'text' is missing: the question."));
        }
        if (question.key() == null) {
            throw new ProblemException(Problem
                    .badRequest("'key' is missing: a name of the sender's own for this question, so that sending it twice asks it once."));
        }
        LiveAnswer answer = answers.ask(new Asker(reader.id(), reader.guest()), Parameters.id(request), question.text(), question.key());
        if (wantsJson(request)) {
            whole(response, answer);
        } else {
            stream(response, answer, 0);
        }
    }

    private void follow(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        UUID id = Parameters.id(request);
        long after = lastEvent(request);
        Optional<LiveAnswer> live = answers.live(user, id);
        if (live.isPresent()) {
            stream(response, live.get(), after);
            return;
        }
        Message message = conversations.message(user, id).orElseThrow(MessageRoutes::absent);
        try (var events = new EventStream(response)) {
            events.send(after + 1, "done", new Whole(MessageView.of(message)));
        }
    }

    private void stop(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        UUID id = Parameters.id(request);
        if (!answers.stop(user, id)) {
            conversations.message(user, id).orElseThrow(MessageRoutes::absent);
        }
        response.status(204).send();
    }

    private void judge(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        Feedback feedback = Json.read(request, Feedback.class);
        Thumb thumb = switch (feedback.thumb()) {
            case "up" -> Thumb.UP;
            case "down" -> Thumb.DOWN;
            case null, default -> throw new ProblemException(Problem.badRequest("'thumb' is \"up\" or \"down\"."));
        };
        Optional<String> words = feedback.words() == null ? Optional.empty() : feedback.words();
        if (!conversations.judge(user, Parameters.id(request), thumb, words)) {
            throw new ProblemException(Problem.notFound("There is no such answer among yours."));
        }
        response.status(204).send();
    }

    private void withdraw(ServerRequest request, ServerResponse response) {
        UserId user = authenticator.reader(request).id();
        UUID id = Parameters.id(request);
        if (!conversations.withdrawJudgement(user, id)) {
            conversations.message(user, id).orElseThrow(MessageRoutes::absent);
        }
        response.status(204).send();
    }

    private static void whole(ServerResponse response, LiveAnswer answer) {
        answer.follow(0, event -> {
            switch (event) {
                case AnswerEvent.Done done -> Json.send(response, 200, new Whole(MessageView.of(done.message())));
                case AnswerEvent.Failed failed -> throw new ProblemException(problem(failed));
                case AnswerEvent.Start _,AnswerEvent.Delta _,AnswerEvent.Cited _ -> {
                    // Whoever wants the whole waits for the end.
                }
            }
        });
    }

    private static void stream(ServerResponse response, LiveAnswer answer, long after) {
        try (var events = new EventStream(response)) {
            answer.follow(after, event -> send(events, event));
        } catch (UncheckedIOException _) {
            // The reader left. The answer goes on and is kept; nothing is left to tell.
        }
    }

    private static void send(EventStream events, AnswerEvent event) {
        switch (event) {
            case AnswerEvent.Start start -> events.send(start.ordinal(), "start", new Whole(MessageView.of(start.message())));
            case AnswerEvent.Delta delta -> events.send(delta.ordinal(), "delta", Map.of("text", delta.text()));
            case AnswerEvent.Cited cited -> events.send(cited.ordinal(), "citation", cited.citation());
            case AnswerEvent.Done done -> events.send(done.ordinal(), "done", new Whole(MessageView.of(done.message())));
            case AnswerEvent.Failed failed -> events.send(failed.ordinal(), "failed",
                    Map.of("problem", problem(failed)));
        }
    }

    private static Problem problem(AnswerEvent.Failed failed) {
        return Problem.of(502, failed.code(), "The answer could not be finished", failed.sentence());
    }

    private static boolean wantsJson(ServerRequest request) {
        return request.headers().isAccepted(MediaTypes.APPLICATION_JSON) && !request.headers().isAccepted(MediaTypes.TEXT_EVENT_STREAM);
    }

    private static long lastEvent(ServerRequest request) {
        return request.headers().first(LAST_EVENT_ID).map(text -> {
            if (!ORDINAL.matcher(text.strip()).matches()) {
                throw new ProblemException(Problem.badRequest("Last-Event-ID is the number of the last event received."));
            }
            return Long.parseLong(text.strip());
        }).orElse(0L);
    }

    private static ProblemException absent() {
        return new ProblemException(Problem.notFound("There is no such message among yours."));
    }
}
