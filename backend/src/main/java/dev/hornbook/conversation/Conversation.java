package dev.hornbook.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A thread of questions and answers of one user.
 *
 * @param title never empty; the first question's words until its reader gives another
 * @param starred kept whatever comes; does not count among the recent ones
 * @param textbook the slug of the book it is about; empty for all of them. The book may be gone since.
 * @param updatedAt when it was made or last asked in, whichever is later; to the microsecond
 */
public record Conversation(UUID id, String title, boolean starred, Optional<String> textbook, Instant createdAt, Instant updatedAt) {}
