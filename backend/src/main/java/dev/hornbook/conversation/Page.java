package dev.hornbook.conversation;

import java.util.List;
import java.util.Optional;

/**
 * Conversations, newest first.
 *
 * @param next where the next page starts, to be handed back as it is; empty on the last page
 */
public record Page(List<Conversation> conversations, Optional<String> next) {}
