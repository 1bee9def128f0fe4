package dev.hornbook.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hornbook.conversation.Citation;
import dev.hornbook.conversation.Judgement;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Writing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A message as it goes over the wire. What does not apply, or is not known, is left out. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record MessageView(UUID id, UUID conversation, String role, String status, String text, List<Citation> citations, Instant createdAt,
        Optional<Instant> endedAt, Optional<String> model, Optional<Long> firstWordMs, Optional<Integer> inputTokens,
        Optional<Integer> outputTokens, Optional<FeedbackView> feedback) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FeedbackView(String thumb, Optional<String> words) {
        static FeedbackView of(Judgement judgement) {
            return new FeedbackView(judgement.thumb().wireName(), judgement.words());
        }
    }

    static MessageView of(Message message) {
        Optional<Writing> writing = message.writing();
        return new MessageView(
                message.id(),
                message.conversation(),
                message.role().wireName(),
                message.status().wireName(),
                message.text(),
                message.citations(),
                message.createdAt(),
                writing.map(Writing::endedAt),
                writing.flatMap(Writing::model),
                writing.flatMap(Writing::firstWord).map(Duration::toMillis),
                writing.flatMap(Writing::inputTokens),
                writing.flatMap(Writing::outputTokens),
                message.judgement().map(FeedbackView::of));
    }
}
