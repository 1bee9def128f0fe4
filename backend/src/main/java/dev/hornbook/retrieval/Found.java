package dev.hornbook.retrieval;

import dev.hornbook.textbook.Place;
import java.util.OptionalDouble;

/**
 * A passage that a search found, and where it stands.
 *
 * @param score comparable among the passages of one search alone; higher is better
 * @param similarity the cosine between question and passage, where both have vectors
 */
public record Found(Place place, double score, OptionalDouble similarity) {}
