package dev.hornbook.textbook;

import java.util.UUID;

/**
 * A piece of a section, small enough to be found and cited by itself. Its words never change: other words get another id.
 *
 * @param markdown its source
 * @param text its words without marks
 */
public record Passage(UUID id, String markdown, String text) {}
