package dev.hornbook.retrieval;

import java.io.Serial;

/** Qdrant could not do what it was asked. The message says what failed, why, and what to do; never the key. */
public final class QdrantException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String what;
    private final String detail;
    private final String advice;

    /** What went wrong, for programs. */
    public enum Kind {
        /** Nothing answers there. */
        DOWN,
        /** It did not answer in time. */
        SLOW,
        /** No trusted TLS. */
        TLS,
        /** It does not take the key, or the key may not do this. */
        UNAUTHORISED,
        /** The collection is not there, or is not the one of the books held here. */
        MISSING,
        /** The collection is of another form than Hornbook's, such as of another dimension. */
        SHAPE,
        /** Anything else. */
        OTHER
    }

    QdrantException(Kind kind, String what, String advice) {
        this(kind, what, "", advice);
    }

    /** @param detail what Qdrant itself said; may be empty */
    QdrantException(Kind kind, String what, String detail, String advice) {
        super(what + (detail.isEmpty() ? "" : " (" + detail + ")") + ". " + advice);
        this.kind = kind;
        this.what = what;
        this.detail = detail;
        this.advice = advice;
    }

    public Kind kind() {
        return kind;
    }

    /** What failed and why, in a sentence without its full stop; it names no address, and nothing that Qdrant said. */
    public String what() {
        return what;
    }

    /** What Qdrant itself said; may be empty. */
    public String detail() {
        return detail;
    }

    /** What to do, in whole sentences. */
    public String advice() {
        return advice;
    }
}
