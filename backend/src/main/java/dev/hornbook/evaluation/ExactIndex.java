package dev.hornbook.evaluation;

import dev.hornbook.retrieval.Hit;
import dev.hornbook.retrieval.IndexQuery;
import dev.hornbook.retrieval.IndexedPassage;
import dev.hornbook.retrieval.PassageIndex;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** By meaning alone, every passage compared: what an approximate index of vectors can reach at best. One book; no words. */
final class ExactIndex implements PassageIndex {
    private final Map<UUID, float[]> vectors = new ConcurrentHashMap<>();

    @Override
    public List<Hit> search(IndexQuery query) {
        return query.vector().stream().flatMap(question -> vectors.entrySet().stream().map(entry -> hit(entry.getKey(), question, entry
                .getValue()))).sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::passage)).limit(query.limit())
                .toList();
    }

    private static Hit hit(UUID passage, float[] question, float[] vector) {
        double cosine = 0;
        for (int i = 0; i < vector.length; i++) {
            cosine += (double) question[i] * vector[i];
        }
        return new Hit(passage, cosine, OptionalDouble.of(cosine));
    }

    @Override
    public void update(Collection<IndexedPassage> put, Collection<UUID> remove) {
        remove.forEach(vectors::remove);
        put.forEach(passage -> passage.vector().ifPresent(vector -> vectors.put(passage.id(), vector)));
    }

    @Override
    public void flush() {
        // It is kept nowhere.
    }

    @Override
    public Map<UUID, Boolean> contents() {
        return vectors.keySet().stream().collect(Collectors.toMap(id -> id, id -> true));
    }

    @Override
    public void close() {
        vectors.clear();
    }
}
