package dev.hornbook.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A conversation in which words that were looked for stand.
 *
 * @param message the message that matches best; empty where it is the title
 * @param snippet a piece of that message or the title, in order; put together it is text as it was written
 */
public record Match(Conversation conversation, Optional<UUID> message, List<Piece> snippet) {
    public Match {
        snippet = List.copyOf(snippet);
    }

    /**
     * A run of text.
     *
     * @param hit whether it is what was looked for
     */
    public record Piece(String text, boolean hit) {}

    /** Without what was said, which is the reader's own business and must not reach a log. */
    @Override
    public String toString() {
        return "Match[" + conversation.id() + "]";
    }
}
