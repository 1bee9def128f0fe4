package dev.hornbook.conversation;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** The place in a user's conversations after which a page starts: that of the last one on the page before. */
record Cursor(Instant updatedAt, UUID id) {
    static Cursor after(Conversation last) {
        return new Cursor(last.updatedAt(), last.id());
    }

    /** Microseconds since 1970 and the id, in 32 characters that need no escaping in a URL. */
    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(24);
        bytes.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt)).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws InvalidInputException when the text is no cursor of ours */
    static Cursor of(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            Cursor cursor = new Cursor(Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS), new UUID(bytes.getLong(), bytes.getLong()));
            if (cursor.text().equals(text)) {
                return cursor;
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            // Told below, in the same words.
        }
        throw new InvalidInputException("after",
                "It is no place in the list. Take \"next\" from the page before as it is, or leave it out.");
    }
}
