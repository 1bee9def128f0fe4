package dev.hornbook.load;

import java.util.Optional;

/**
 * One thing that a reader does.
 *
 * @param path with its query, encoded
 * @param json the body
 */
record Request(Row row, String method, String path, Optional<String> json) {
    static Request get(Row row, String path) {
        return new Request(row, "GET", path, Optional.empty());
    }

    static Request post(Row row, String path, String json) {
        return new Request(row, "POST", path, Optional.of(json));
    }
}
