package dev.hornbook.pool;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A judged database URL, as Neon's console shows it: {@code postgresql://user:password@host[:port]/database?sslmode=require}. An instance
 * is always usable; {@link #parse} tells everything that is wrong with one that is not.
 *
 * <p>A URL is Neon's when its host is ({@code *.neon.tech}, {@code *.neon.build}) or when it names its endpoint by
 * {@code options=endpoint%3D<id>}, Neon's second way, which also serves custom hosts
 * (<a href="https://neon.com/docs/connect/connection-errors">Neon: connection errors</a>). The endpoint is the first label of the host, or
 * that id, less a trailing {@code -pooler}, which names the same compute behind PgBouncer. For a URL of Neon's {@code sslmode=require} is
 * carried out as {@code verify-full}: the certificate is always verified.
 *
 * <p>Two URLs are equal when they connect alike: the case of the host, the default port and the order of parameters do not count.
 */
public final class NeonUrl {
    private final UrlParts parts;
    private final List<String> warnings;

    NeonUrl(UrlParts parts, List<String> warnings) {
        this.parts = parts;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Parses and judges a URL.
     *
     * @param text the URL, not null
     * @throws NeonUrlException with every fault at once and none of the URL's secrets
     */
    public static NeonUrl parse(String text) {
        return UrlParser.parse(Objects.requireNonNull(text, "text"));
    }

    /** The host in lower case, an IPv6 address without its brackets. */
    public String host() {
        return parts.host();
    }

    /** The port, 5432 when the URL names none. */
    public int port() {
        return parts.port();
    }

    /** The database's name, decoded. */
    public String database() {
        return parts.database();
    }

    /** The role that signs in, decoded. */
    public String user() {
        return parts.user();
    }

    String password() {
        return parts.password();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parts.parameters().get(name));
    }

    /** Whether the URL leads to a Neon compute, by its host or by {@code options=endpoint}. */
    public boolean isNeon() {
        return Endpoint.of(parts).isPresent();
    }

    /** The id of the compute's endpoint without {@code -pooler}, for a URL of Neon's. */
    public Optional<String> endpoint() {
        return Endpoint.of(parts).map(Endpoint::id);
    }

    /** Whether statements go through Neon's pooler (PgBouncer in transaction mode). */
    public boolean isPooled() {
        return Endpoint.of(parts).filter(Endpoint::pooled).isPresent();
    }

    /** The same URL past the pooler, as migrations and dumps need it; this URL itself when it is direct already or not Neon's. */
    public NeonUrl direct() {
        return pooled(false);
    }

    /** The same URL through the pooler; this URL itself when it is pooled already or not Neon's. */
    public NeonUrl pooled() {
        return pooled(true);
    }

    private NeonUrl pooled(boolean wanted) {
        return isNeon() && isPooled() != wanted ? new NeonUrl(Endpoint.of(parts).orElseThrow().pooled(parts, wanted), warnings) : this;
    }

    /** Whether the host is this machine itself, where a connection may be plain. */
    public boolean isLoopback() {
        return parts.isLoopback();
    }

    /** Whether the connection is encrypted, and how far the server has to prove itself. */
    public Verification verification() {
        return Verification.of(this);
    }

    /** The file of certificates to trust in place of the JVM's own, from {@code sslrootcert}. */
    public Optional<Path> rootCertificate() {
        return parameter("sslrootcert").filter(value -> !value.equals("system")).map(Path::of);
    }

    /** What works but deserves a look, a sentence each; never a secret. */
    public List<String> warnings() {
        return warnings;
    }

    /** The whole URL with its password, in a form that {@link #parse} and libpq read back. Never log it. */
    public String toSecretString() {
        return parts.print(false);
    }

    /** The URL with its password masked, fit for logs. */
    @Override
    public String toString() {
        return parts.print(true);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NeonUrl url && parts.equals(url.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /**
     * One fault of a URL.
     *
     * @param part what it concerns, for instance {@code password} or {@code sslmode}
     * @param what what is wrong, without any secret
     * @param change what to do about it
     */
    public record Problem(String part, String what, String change) {
        @Override
        public String toString() {
            return part + ": " + what + " " + change;
        }
    }

    /** How the server proves who it is. */
    public enum Verification {
        /** Plain text; only ever to this machine itself. */
        NONE,
        /** Encrypted, the certificate not looked at: {@code sslmode=require} towards a server that is not Neon's. */
        ENCRYPTED,
        /** Encrypted, the certificate's chain verified, its name not. */
        CHAIN,
        /** Encrypted, chain and name verified: always so for Neon's. */
        FULL;

        private static Verification of(NeonUrl url) {
            boolean trusted = url.isNeon() || url.parameter("sslrootcert").isPresent();
            return switch (url.parameter("sslmode").orElse("disable")) {
                case "require" -> trusted ? FULL : ENCRYPTED;
                case "verify-ca" -> trusted ? FULL : CHAIN;
                case "verify-full" -> FULL;
                default -> NONE;
            };
        }
    }
}
