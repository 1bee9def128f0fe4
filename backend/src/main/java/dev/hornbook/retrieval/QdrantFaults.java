package dev.hornbook.retrieval;

import dev.hornbook.config.Settings.QdrantAddress;
import dev.hornbook.retrieval.QdrantException.Kind;
import io.grpc.Status;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What a gRPC status means, in words. */
final class QdrantFaults {
    private static final int LONGEST = 200;

    private final QdrantAddress address;

    QdrantFaults(QdrantAddress address) {
        this.address = address;
    }

    QdrantException of(Throwable failure, Duration limit) {
        Status status = Status.fromThrowable(failure);
        return switch (status.getCode()) {
            case UNAVAILABLE -> isTls(status)
                    ? new QdrantException(Kind.TLS, "Qdrant has no TLS that can be trusted",
                            "Its certificate must be made out to that name and signed by a root this machine trusts; a Qdrant without TLS, on this machine, is written http://.")
                    : new QdrantException(Kind.DOWN, "Qdrant does not answer",
                            "Check that it runs, QDRANT_URL, and that its gRPC port (6334 by default) can be reached from here.");
            case DEADLINE_EXCEEDED, CANCELLED -> new QdrantException(Kind.SLOW,
                    "Qdrant did not answer within " + limit.toMillis() + " ms", "Look at its load, and at the way there.");
            case UNAUTHENTICATED -> unauthorised();
            case PERMISSION_DENIED -> address.key().isEmpty()
                    ? unauthorised()
                    : new QdrantException(Kind.UNAUTHORISED, "Qdrant does not take QDRANT_API_KEY, or the key may only read",
                            "Set a key in QDRANT_API_KEY that may manage collections.");
            case NOT_FOUND -> new QdrantException(Kind.MISSING, "Qdrant lacks the collection", said(status),
                    "Hornbook makes it again from the database; './hornbook index rebuild' does so at once.");
            case INVALID_ARGUMENT, FAILED_PRECONDITION -> new QdrantException(Kind.SHAPE,
                    "Qdrant does not take what Hornbook sends", said(status),
                    "Its collection may be of another form: './hornbook index rebuild' makes it again. Qdrant must be 1.17 or newer.");
            default -> new QdrantException(Kind.OTHER, "Qdrant failed with " + status.getCode(), said(status), "Look at its log.");
        };
    }

    private QdrantException unauthorised() {
        return address.key().isPresent()
                ? new QdrantException(Kind.UNAUTHORISED, "Qdrant does not take QDRANT_API_KEY", "Set the key that it was started with.")
                : new QdrantException(Kind.UNAUTHORISED, "Qdrant wants a key", "Set QDRANT_API_KEY.");
    }

    private String said(Status status) {
        return Optional.ofNullable(status.getDescription())
                .map(text -> address.key().map(key -> text.replace(key.value(), "…")).orElse(text).replaceAll("\\p{Cntrl}", " "))
                .map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text).orElse("");
    }

    private static boolean isTls(Status status) {
        boolean thrown = Stream.iterate(status.getCause(), cause -> cause != null, Throwable::getCause)
                .anyMatch(SSLException.class::isInstance);
        return thrown || Optional.ofNullable(status.getDescription()).orElse("").toLowerCase(Locale.ROOT).contains("ssl");
    }
}
