package dev.hornbook.database;

import java.util.List;

/**
 * Readers' rows are not kept apart in this database, so Hornbook must not serve from it. Each finding names the table or role
 * and the statement that mends it.
 */
public final class IsolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> findings;

    IsolationException(List<String> findings) {
        super("Readers' rows are not kept apart in this database:\n- " + String.join("\n- ", findings));
        this.findings = List.copyOf(findings);
    }

    /** What is wrong and what to do, a sentence or two each; at least one. */
    public List<String> findings() {
        return findings;
    }
}
