package dev.hornbook.retrieval;

import java.util.Optional;
import java.util.UUID;

/**
 * A passage as an index holds it.
 *
 * @param textbook the book's slug
 * @param heading the titles above it, searched with it
 * @param text its words
 * @param vector its meaning, of length 1; empty until it has been embedded
 */
public record IndexedPassage(UUID id, String textbook, String heading, String text, Optional<float[]> vector) {}
