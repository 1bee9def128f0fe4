/**
 * Finding the passages that a question is about, by words (BM25) and by meaning (vectors), fused by rank; and judging whether
 * what was found answers it.
 *
 * <p>{@link dev.hornbook.retrieval.PassageIndex} is the wall between the two engines and the rest: Lucene, in this process, and
 * Qdrant stand behind it. PostgreSQL holds the passages and their vectors, so every index can be made again from its rows.
 */
package dev.hornbook.retrieval;
