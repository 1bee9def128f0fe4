package dev.hornbook.retrieval;

import dev.hornbook.config.Settings.QdrantAddress;
import java.util.Optional;

/**
 * What a look at a Qdrant shows; it changes nothing.
 *
 * @param version Qdrant's own
 * @param passages how many the collection that is read holds; empty while there is none
 */
public record QdrantLook(String version, Optional<Long> passages) {
    /**
     * Looks.
     *
     * @throws QdrantException saying what is wrong
     */
    public static QdrantLook at(QdrantAddress address) {
        try (Qdrant qdrant = Qdrant.at(address)) {
            String version = qdrant.version();
            var editions = new QdrantEditions(qdrant);
            Optional<String> current = editions.current();
            current.ifPresent(editions::judge);
            return new QdrantLook(version, current.map(collection -> new QdrantIndex(qdrant, collection, "", 1).size()));
        }
    }
}
