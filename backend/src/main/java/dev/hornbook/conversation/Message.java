package dev.hornbook.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A question or an answer.
 *
 * @param text empty while an answer is streaming, and when it failed before its first word
 * @param citations in the order of their numbers; a reader's message has none
 */
public record Message(UUID id, UUID conversation, Role role, Status status, String text, List<Citation> citations, Instant createdAt) {
    public Message {
        citations = List.copyOf(citations);
    }

    /** Without the text, which is the reader's own business and must not reach a log. */
    @Override
    public String toString() {
        return "Message[" + id + " in " + conversation + ", " + role + ", " + status + ", " + text.length() + " characters]";
    }
}
