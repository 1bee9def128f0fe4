package dev.hornbook.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.config.Settings.NeonAccess;
import dev.hornbook.operations.Fetch.Answer;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.check.Finding;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * After how long the compute sleeps, as Neon's API has it ({@code GET /projects/{id}/endpoints}), and whether the pool's settings go with that.
 * Nothing here makes a database unusable.
 */
final class SuspendTime {
    /** Neon's own; the key is Neon's and goes nowhere else, so that no setting names another place. */
    static final URI NEON = URI.create("https://console.neon.tech/api/v2");
    /** What 0 stands for there. */
    private static final long STANDARD = 300;
    private static final int FINE = 200;
    private static final int NO_KEY = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final NeonSettings pool;
    private final URI api;

    SuspendTime(NeonSettings pool, URI api) {
        this.pool = pool;
        this.api = api;
    }

    Finding at(Optional<NeonAccess> access) throws InterruptedException {
        if (access.isEmpty()) {
            return Finding.fine("not asked; the pool goes by " + words(pool.suspendTimeout().toSeconds())
                    + ", Neon's default. NEON_API_KEY and NEON_PROJECT_ID together let check ask Neon");
        }
        try {
            var project = access.get().project();
            return judged(Fetch.get(URI.create(api + "/projects/" + project + "/endpoints"), Optional.of(access.get().key())), project);
        } catch (IOException _) {
            return Finding.attention("Neon's API does not answer",
                    "Look at this machine's way to " + api.getHost() + ", and at neonstatus.com. The database does not need it.");
        }
    }

    private Finding judged(Answer answer, String project) {
        return switch (answer.status()) {
            case FINE -> compute(answer.body()).map(this::judged).orElseGet(() -> Finding.attention(
                    "project " + project + " has no compute " + pool.url().endpoint().orElse("of that name"),
                    "NEON_PROJECT_ID is not the project that DATABASE_URL leads to: set both from the same page of Neon's console."));
            case NO_KEY, FORBIDDEN -> Finding.attention("Neon's API does not take NEON_API_KEY",
                    "Make a new key in Neon's console (Account settings, API keys).");
            case NOT_FOUND -> Finding.attention("the key in NEON_API_KEY reaches no project " + project,
                    "Correct NEON_PROJECT_ID, or use a key of the account that owns it.");
            default -> Finding.attention("Neon's API answered with status " + answer.status(), "Try again later.");
        };
    }

    private Optional<JsonNode> compute(JsonNode body) {
        String endpoint = pool.url().endpoint().orElse("");
        return body.path("endpoints").valueStream().filter(one -> one.path("id").asText().equals(endpoint)).findFirst();
    }

    private Finding judged(JsonNode compute) {
        long told = compute.path("suspend_timeout_seconds").asLong();
        String size = size(compute);
        if (told < 0) {
            return Finding.attention("the compute" + size + " never sleeps",
                    "It is billed around the clock. Set a suspend time in Neon's console (the compute, Edit), unless that is meant.")
                    .figure("suspendSeconds", -1);
        }
        long seconds = told == 0 ? STANDARD : told;
        String words = "the compute" + size + " sleeps after " + words(seconds) + " unused" + (told == 0 ? ", Neon's default" : "");
        Duration idle = pool.idleTimeout();
        Finding found = idle.multipliedBy(2).toSeconds() > seconds
                ? Finding.attention(words + "; connections stay open unused for " + words(idle.toSeconds()),
                        "That is more than half of it, so the compute suspends under open connections: set " + words(2 * idle.toSeconds())
                                + " or more in Neon's console.")
                : Finding.fine(words);
        return found.figure("suspendSeconds", seconds);
    }

    private static String size(JsonNode compute) {
        String least = compute.path("autoscaling_limit_min_cu").asText("");
        String most = compute.path("autoscaling_limit_max_cu").asText("");
        return least.isEmpty() || most.isEmpty() ? "" : " (" + (least.equals(most) ? least : least + " to " + most) + " CU)";
    }

    private static String words(long seconds) {
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
