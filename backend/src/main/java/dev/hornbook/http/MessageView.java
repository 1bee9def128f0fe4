package dev.hornbook.http;

import dev.hornbook.conversation.Citation;
import dev.hornbook.conversation.Message;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A message as it goes over the wire. */
record MessageView(UUID id, UUID conversation, String role, String status, String text, List<Citation> citations, Instant createdAt) {
    static MessageView of(Message message) {
        return new MessageView(
                message.id(),
                message.conversation(),
                message.role().name().toLowerCase(Locale.ROOT),
                message.status().name().toLowerCase(Locale.ROOT),
                message.text(),
                message.citations(),
                message.createdAt());
    }
}
