package dev.hornbook.retrieval;

import java.util.OptionalDouble;
import java.util.UUID;

/**
 * A passage that an index found.
 *
 * @param score of the fusion; comparable among the hits of one search alone
 * @param similarity the cosine between the question's and the passage's vectors; empty where there were none to compare
 */
public record Hit(UUID passage, double score, OptionalDouble similarity) {}
