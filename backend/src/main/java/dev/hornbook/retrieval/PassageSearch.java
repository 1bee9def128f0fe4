package dev.hornbook.retrieval;

import java.util.List;

/** Finds passages, by whatever engine. */
@FunctionalInterface
public interface PassageSearch {
    /** The best passages, best first; by words alone where the query or the passages have no vectors. */
    List<Hit> search(IndexQuery query);
}
