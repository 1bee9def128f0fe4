package dev.hornbook.conversation;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** The place in a user's conversations after which a page starts: that of the last one on the page before. */
record Cursor(Instant updatedAt, UUID id) {
    /** In microseconds since 1970; a time from there on may be more than PostgreSQL or {@link Instant} can hold. */
    private static final long YEAR_10000 = 253_402_300_800_000_000L;

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
            long micros = bytes.getLong();
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            if (!bytes.hasRemaining() && micros >= 0 && micros < YEAR_10000) {
                return new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id);
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            // Told below, in the same words.
        }
        throw new InvalidInputException("after",
                "It is no place in the list. Take \"next\" from the page before as it is, or leave it out.");
    }
}
