package dev.hornbook.pool;

import dev.hornbook.pool.NeonUrl.Problem;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges how the parts of a URL go together: encryption, channel binding, and the two ways to name an endpoint. */
final class UrlJudge {
    private static final Set<String> MAY_BE_PLAIN = Set.of("disable", "allow", "prefer");

    private static final String COPY = "Copy it again from Neon's console: ep-…, with one -pooler at most.";

    private UrlJudge() {}

    /** Adds to the problems, and returns the warnings. */
    static List<String> judge(UrlParts parts, List<Problem> problems) {
        encryption(parts, problems);
        endpoints(parts, problems);
        return warnings(parts);
    }

    private static void encryption(UrlParts parts, List<Problem> problems) {
        String mode = parts.parameters().get("sslmode");
        String advice = "Write sslmode=require; for Neon the certificate is then verified.";
        if (!parts.host().isEmpty() && !parts.isLoopback() && !mentions(problems, "sslmode")) {
            if (mode == null) {
                problems.add(new Problem("sslmode", "It is missing, and the host is not this machine.", advice));
            } else if (MAY_BE_PLAIN.contains(mode)) {
                problems.add(new Problem("sslmode", "It lets the connection be plain text, and the host is not this machine.", advice));
            }
        }
        boolean plain = mode == null ? parts.isLoopback() : MAY_BE_PLAIN.contains(mode);
        if (plain && "require".equals(parts.parameters().get("channel_binding"))) {
            problems.add(new Problem("channel_binding", "It is required, but binds to TLS, which sslmode does not.",
                    "Write sslmode=require, or take channel_binding away."));
        }
        if (plain && parts.parameters().containsKey("sslrootcert")) {
            problems.add(new Problem("sslrootcert", "It names a certificate to trust, but sslmode asks for none.",
                    "Write sslmode=verify-full."));
        }
        try {
            Path.of(parts.parameters().getOrDefault("sslrootcert", ""));
        } catch (InvalidPathException e) {
            problems.add(new Problem("sslrootcert", "It is not a path.", "Name a file of PEM certificates, or write sslrootcert=system."));
        }
    }

    private static void endpoints(UrlParts parts, List<Problem> problems) {
        Optional<Endpoint> byHost = Endpoint.inHost(parts.host());
        Optional<Endpoint> byOptions = Endpoint.inOptions(parts.parameters().get("options"));
        if (byHost.isPresent() && !byHost.get().wellNamed()) {
            problems.add(new Problem("host", "Its first label is no endpoint's name.", COPY));
        }
        if (byOptions.isPresent() && !byOptions.get().wellNamed()) {
            problems.add(new Problem("options", "The endpoint they name cannot be one.", COPY));
        }
        if (Endpoint.namedIn(parts.parameters().get("options")) > 1) {
            problems.add(new Problem("options", "They name more than one endpoint.", "Keep one of them."));
        } else if (byHost.isPresent() && byOptions.isPresent() && !byHost.get().agrees(byOptions.get())) {
            problems.add(new Problem("options", "They name another endpoint than the host does.",
                    "Take the endpoint out of options; the host names it."));
        }
    }

    private static List<String> warnings(UrlParts parts) {
        List<String> warnings = new ArrayList<>();
        if (Endpoint.of(parts).isEmpty()) {
            warnings.add(
                    "The host is not Neon's: the pool works, and assumes nothing of Neon (no endpoint, no pooler, no verified certificate).");
        }
        if (Endpoint.of(parts).isEmpty() && "require".equals(parts.parameters().get("sslmode"))
                && !parts.parameters().containsKey("sslrootcert")) {
            warnings.add(
                    "sslmode=require encrypts without verifying the server's certificate: write sslmode=verify-full where it can be verified.");
        }
        return warnings;
    }

    private static boolean mentions(List<Problem> problems, String part) {
        return problems.stream().anyMatch(problem -> problem.part().equals(part));
    }
}
