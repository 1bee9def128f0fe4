package dev.hornbook.pool.check;

import java.util.Locale;

/** How a step, or a whole check, ended; from well to bad. */
public enum Verdict {
    /** Nothing to do. */
    FINE,
    /** It works, and something should be changed. */
    ATTENTION,
    /** It does not work. */
    UNUSABLE;

    /** What a command ends with: 0, 1 or 2. */
    public int exitCode() {
        return ordinal();
    }

    /** The worse of two. */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The name in lower case, as the JSON document has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
