package dev.hornbook.retrieval;

import dev.hornbook.database.Database;
import dev.hornbook.database.SystemTask;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The vectors kept beside the passages, so that nothing is embedded twice, by whatever instance. */
final class EmbeddingRows {
    private final Database database;
    private final String model;

    EmbeddingRows(Database database, String model) {
        this.database = database;
        this.model = model;
    }

    /** The vectors that are there for these passages. */
    Map<UUID, float[]> load(Collection<UUID> passages) {
        var vectors = new HashMap<UUID, float[]>();
        database.library().query("select id, embedding from passage where id = any (?) and embedding_model = ?",
                row -> Map.entry(row.uuid("id"), Vectors.ofBytes(row.bytes("embedding"))), passages.toArray(UUID[]::new), model)
                .forEach(entry -> vectors.put(entry.getKey(), entry.getValue()));
        return vectors;
    }

    /** Keeps vectors; of passages that are gone meanwhile it keeps none. */
    void save(Map<UUID, float[]> vectors) {
        database.asSystem(SystemTask.INGEST).inTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("update passage set embedding = :embedding, embedding_model = :model where id = :id");
            vectors.forEach((id, vector) -> batch.bind("id", id).bind("embedding", Vectors.toBytes(vector)).bind("model", model).add());
            return batch.execute();
        });
    }
}
