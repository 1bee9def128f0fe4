package dev.hornbook.retrieval;

import dev.hornbook.testing.QdrantForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract on Qdrant: a real server's where {@code QDRANT_URL} names one, else the stub's. */
class QdrantIndexTest extends PassageIndexContract {
    private static QdrantForTests server;
    private static Qdrant qdrant;

    @BeforeAll
    static void start() {
        server = QdrantForTests.open();
        qdrant = Qdrant.at(server.address(), Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        qdrant.close();
        server.close();
    }

    // Not among the collections of a Hornbook that may be using this server.
    private final QdrantEditions editions = new QdrantEditions(qdrant, "hornbook-test-" + UUID.randomUUID());
    private final List<String> made = new ArrayList<>();

    @Override
    PassageIndex empty() {
        String edition = "contract" + made.size();
        made.add(editions.begin(edition));
        return new QdrantIndex(qdrant, made.getLast(), edition, 10);
    }

    @AfterEach
    void delete() {
        made.forEach(editions::delete);
    }
}
