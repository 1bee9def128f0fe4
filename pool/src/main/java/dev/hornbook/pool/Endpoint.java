package dev.hornbook.pool;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The compute a URL leads to.
 *
 * @param id the endpoint's id, without the pooler's suffix
 * @param pooled whether the suffix was there
 * @param inHost whether the host names it; else {@code options} does
 */
record Endpoint(String id, boolean pooled, boolean inHost) {
    private static final String POOLER = "-pooler";
    /** The proxy takes the word anywhere among the startup options ({@code proxy/src/auth/credentials.rs}). */
    private static final Pattern OPTION = Pattern.compile("(?<!\\S)endpoint=(\\S*)");

    static Optional<Endpoint> of(UrlParts parts) {
        return inHost(parts.host()).or(() -> inOptions(parts.parameters().get("options")));
    }

    static Optional<Endpoint> inHost(String host) {
        // Newer hosts carry a cell label between endpoint and region: only the first label counts.
        return host.endsWith(".neon.tech") || host.endsWith(".neon.build")
                ? Optional.of(named(host.substring(0, host.indexOf('.')), true))
                : Optional.empty();
    }

    static Optional<Endpoint> inOptions(String options) {
        Matcher word = OPTION.matcher(options == null ? "" : options);
        return word.find() ? Optional.of(named(word.group(1), false)) : Optional.empty();
    }

    private static Endpoint named(String name, boolean inHost) {
        boolean pooled = name.endsWith(POOLER);
        return new Endpoint(pooled ? name.substring(0, name.length() - POOLER.length()) : name, pooled, inHost);
    }

    /** Whether the name can be an endpoint's: something, with the suffix once at most. */
    boolean wellNamed() {
        return !id.isEmpty() && !id.endsWith(POOLER);
    }

    /** How many endpoints the options name; two count as none for the proxy. */
    static long namedIn(String options) {
        return OPTION.matcher(options == null ? "" : options).results().count();
    }

    /** Whether both lead to the same place; the proxy compares the names letter by letter, the suffix included. */
    boolean agrees(Endpoint other) {
        return id.equals(other.id) && pooled == other.pooled;
    }

    /** The parts of a URL to the same compute, through the pooler or past it. */
    UrlParts pooled(UrlParts parts, boolean wanted) {
        String name = id + (wanted ? POOLER : "");
        String options = parts.parameters().get("options");
        UrlParts renamed = inOptions(options).isEmpty()
                ? parts
                : parts.withParameter("options", OPTION.matcher(options).replaceFirst(Matcher.quoteReplacement("endpoint=" + name)));
        return inHost ? renamed.withHost(name + parts.host().substring(parts.host().indexOf('.'))) : renamed;
    }
}
