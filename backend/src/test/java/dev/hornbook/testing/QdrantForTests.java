package dev.hornbook.testing;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.config.Settings.QdrantAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The Qdrant that tests run against: a real one where {@code QDRANT_URL} names it, else a {@link StubQdrant}. */
public final class QdrantForTests implements AutoCloseable {
    private final QdrantAddress address;
    private final Optional<StubQdrant> stub;

    private QdrantForTests(QdrantAddress address, Optional<StubQdrant> stub) {
        this.address = address;
        this.stub = stub;
    }

    public static QdrantForTests open() {
        Map<String, String> variables = new HashMap<>();
        for (String name : new String[]{"QDRANT_URL", "QDRANT_API_KEY"}) {
            Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()).ifPresent(value -> variables.put(name, value));
        }
        if (variables.containsKey("QDRANT_URL")) {
            return new QdrantForTests(Settings.of(Environment.read(Path.of("."), variables)).qdrant().orElseThrow(), Optional.empty());
        }
        var stub = new StubQdrant();
        return new QdrantForTests(stub.address(Optional.empty()), Optional.of(stub));
    }

    public QdrantAddress address() {
        return address;
    }

    @Override
    public void close() {
        stub.ifPresent(StubQdrant::close);
    }
}
