package dev.hornbook.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A question or an answer.
 *
 * @param text empty while an answer is streaming, and when it failed before its first word
 * @param citations in the order of their numbers; a reader's message has none
 * @param writing how it was written; empty for a reader's message, and while an answer is streaming
 * @param judgement what the reader thinks of an answer
 */
public record Message(UUID id, UUID conversation, Role role, Status status, String text, List<Citation> citations, Instant createdAt,
        Optional<Writing> writing, Optional<Judgement> judgement) {
    public Message {
        citations = List.copyOf(citations);
    }

    /** Without the text, which is the reader's own business and must not reach a log. */
    @Override
    public String toString() {
        return "Message[" + id + " in " + conversation + ", " + role + ", " + status + ", " + text.length() + " characters]";
    }
}
