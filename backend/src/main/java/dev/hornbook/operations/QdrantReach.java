package dev.hornbook.operations;

import dev.hornbook.config.Settings.QdrantAddress;
import dev.hornbook.pool.check.Finding;
import dev.hornbook.retrieval.QdrantException;
import dev.hornbook.retrieval.QdrantLook;
import java.util.Arrays;

/** Whether Qdrant is there, takes the key, and holds what it should. Without it Lucene answers, so nothing is unusable. */
final class QdrantReach {
    /** The first with weights for reciprocal rank fusion. */
    private static final int[] OLDEST = {1, 17};

    private final QdrantAddress address;

    QdrantReach(QdrantAddress address) {
        this.address = address;
    }

    Finding look() {
        try {
            QdrantLook look = QdrantLook.at(address);
            String here = "Qdrant " + look.version() + " at " + address.where();
            if (isOlder(look.version())) {
                return Finding.attention(here + " is too old: Lucene answers in its place", "Hornbook needs Qdrant 1.17 or newer.");
            }
            if (look.passages().isEmpty()) {
                return Finding.attention(here + " is there and takes the key, and holds no index yet: Lucene answers in its place",
                        "'./hornbook serve' fills it by itself.");
            }
            return Finding.fine(here + " answers, with " + look.passages().get() + " passages").figure("passages", look.passages().get());
        } catch (QdrantException e) {
            return Finding.attention(address.where() + ": " + e.what() + (e.detail().isEmpty() ? "" : " (" + e.detail() + ")")
                    + "; Lucene answers in its place", e.advice());
        }
    }

    private static boolean isOlder(String version) {
        int[] parts = Arrays.stream(version.split("[^0-9]+")).filter(part -> !part.isEmpty()).mapToInt(Integer::parseInt)
                .limit(OLDEST.length)
                .toArray();
        return parts.length == OLDEST.length && Arrays.compare(parts, OLDEST) < 0;
    }
}
