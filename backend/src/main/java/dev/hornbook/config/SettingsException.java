package dev.hornbook.config;

import java.util.List;

/** The environment cannot be used; {@link #problems()} says what to change, all at once. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** Every fault, each one sentence or two; none shows a secret. */
    public List<String> problems() {
        return List.of(problems);
    }
}
