package dev.hornbook.pool.internal;

import static java.util.Map.entry;

import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.Fault.Established;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;

/**
 * Tells faults apart. While connecting, Neon's proxy writes every error with SQLSTATE XX000, PostgreSQL's own relayed ones included
 * ({@code proxy/src/stream.rs}), so the text decides first, and the SQLSTATE only where the text says nothing. On an established connection
 * SQLSTATEs are real.
 */
final class Classifier {
    /** Parts of texts, in lower case; the first that fits decides, so the narrower stand before the wider. */
    private static final List<Map.Entry<String, Connecting>> TEXTS = List.of(
            entry("connection is insecure", Connecting.INSECURE),
            entry("no encryption", Connecting.INSECURE),
            entry("endpoint id is not specified", Connecting.ENDPOINT_NOT_NAMED),
            entry("inconsistent project name", Connecting.ENDPOINT_CONTRADICTED),
            entry("unsupported startup parameter", Connecting.PARAMETER_REFUSED),
            entry("password authentication failed", Connecting.PASSWORD),
            entry("this ip address", Connecting.NOT_ALLOWED),
            entry("blocked network", Connecting.NOT_ALLOWED),
            entry("vpc endpoint", Connecting.NOT_ALLOWED),
            entry("no pg_hba.conf entry", Connecting.NOT_ALLOWED),
            entry("endpoint cannot be found", Connecting.ENDPOINT_MISSING),
            entry("endpoint is disabled", Connecting.ENDPOINT_DISABLED),
            entry("exceeded the compute time quota", Connecting.QUOTA),
            entry("exceeded the limit of concurrently active endpoints", Connecting.QUOTA),
            entry("active endpoints limit exceeded", Connecting.QUOTA),
            entry("endpoint is temporarily unavailable", Connecting.UNAVAILABLE),
            entry("couldn't connect to compute node", Connecting.COMPUTE_UNREACHABLE),
            entry("control plane request failed", Connecting.COMPUTE_UNREACHABLE),
            entry("authentication timed out", Connecting.COMPUTE_UNREACHABLE),
            entry("too many connections to this endpoint", Connecting.HERD),
            entry("too many connections attempts", Connecting.HERD),
            entry("failed to acquire permit to connect", Connecting.HERD),
            entry("remaining connection slots are reserved", Connecting.EXHAUSTED),
            entry("no more connections allowed", Connecting.EXHAUSTED),
            entry("too many clients already", Connecting.EXHAUSTED),
            entry("too many connections", Connecting.EXHAUSTED),
            entry("the database system is", Connecting.STARTING_UP),
            entry(driver("The server does not support SSL."), Connecting.PLAIN_TEXT_SERVER),
            entry(driver("The hostname {0} could not be verified by hostnameverifier {1}."), Connecting.CERTIFICATE_NAME),
            entry(driver("Could not open SSL root certificate file {0}."), Connecting.ROOT_UNREADABLE),
            entry(driver("Loading the SSL root certificate {0} into a TrustManager failed."), Connecting.ROOT_UNREADABLE),
            entry("channel binding", Connecting.CHANNEL_BINDING));

    private static final Map<String, Connecting> STATES = Map.of("28P01", Connecting.PASSWORD, "28000", Connecting.PASSWORD, "3D000",
            Connecting.NO_SUCH_DATABASE, "53300", Connecting.EXHAUSTED, "57P03", Connecting.STARTING_UP, "57P01", Connecting.STARTING_UP,
            "57P02",
            Connecting.STARTING_UP);

    /** Of causes, how many are looked at. */
    private static final int DEEPEST = 50;

    private Classifier() {}

    static Connecting connecting(Throwable failure) {
        if (failure instanceof SignIn.Withheld) {
            return Connecting.CREDENTIALS;
        }
        String text = text(failure);
        for (Map.Entry<String, Connecting> known : TEXTS) {
            if (text.contains(known.getKey())) {
                return known.getValue();
            }
        }
        // The name in between is the user's own, and may be anything.
        if (text.contains("database \"") && text.contains("\" does not exist")) {
            return Connecting.NO_SUCH_DATABASE;
        }
        Connecting byState = failure instanceof SQLException e && e.getSQLState() != null ? STATES.get(e.getSQLState()) : null;
        return byState != null ? byState : byCause(failure);
    }

    private static Connecting byCause(Throwable failure) {
        Connecting found = Connecting.UNKNOWN;
        for (Throwable cause : causes(failure)) {
            found = switch (cause) {
                case CertificateExpiredException e -> Connecting.CERTIFICATE_EXPIRED;
                case CertificateNotYetValidException e -> Connecting.CERTIFICATE_EXPIRED;
                case CertPathValidatorException e -> e.getReason() == CertPathValidatorException.BasicReason.EXPIRED
                        || e.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID
                                ? Connecting.CERTIFICATE_EXPIRED
                                : Connecting.CERTIFICATE_UNTRUSTED;
                case java.security.cert.CertPathBuilderException e -> Connecting.CERTIFICATE_UNTRUSTED;
                case SSLException e -> Connecting.TLS;
                case UnknownHostException e -> Connecting.UNKNOWN_HOST;
                case NoRouteToHostException e -> Connecting.UNREACHABLE_HOST;
                case ConnectException e -> Connecting.REFUSED;
                case SocketTimeoutException e -> Connecting.TIMED_OUT;
                case EOFException e -> Connecting.BROKEN_OFF;
                case IOException e -> found == Connecting.UNKNOWN ? Connecting.BROKEN_OFF : found;
                default -> found;
            };
        }
        return found;
    }

    static Established established(Throwable failure) {
        String state = failure instanceof SQLException e && e.getSQLState() != null ? e.getSQLState() : "";
        String text = text(failure);
        if (hasCause(failure, SocketTimeoutException.class)) {
            return Established.SUSPECT;
        }
        return switch (state) {
            case "57P01", "57P02", "57P03" -> Established.LOST;
            case "25P03" -> Established.LEAKED_TRANSACTION;
            case "40001", "40P01" -> Established.CONFLICT;
            case "08P01" -> text.contains("server conn crashed")
                    ? Established.OUTCOME_UNKNOWN
                    : text.contains("query_wait_timeout") ? Established.OVERLOADED : Established.STATEMENT;
            // The driver's word for a handle that was closed before: nothing is known of the server.
            case "08003" -> Established.SUSPECT;
            case "" -> Established.SUSPECT;
            default ->
                state.startsWith("08") || text.contains("connection terminated unexpectedly") ? Established.LOST : Established.STATEMENT;
        };
    }

    /** A text of the driver's own, which it writes in the language of the JVM: its longest part that holds no argument. */
    private static String driver(String text) {
        String[] parts = GT.tr(text, "\0", "\0").split("\0");
        return Arrays.stream(parts).max(Comparator.comparingInt(String::length)).orElseThrow().strip().toLowerCase(Locale.ROOT);
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).stream().anyMatch(type::isInstance);
    }

    /** The failure and its causes, which may lead round in a circle. */
    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST).toList();
    }

    private static String text(Throwable failure) {
        String message = failure == null ? null : failure.getMessage();
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }
}
