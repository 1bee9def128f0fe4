package dev.hornbook.operations;

import dev.hornbook.config.Settings;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.IsolationCheck;
import dev.hornbook.database.IsolationException;
import dev.hornbook.database.MigrationException;
import dev.hornbook.database.Migrations;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.check.Finding;
import dev.hornbook.pool.check.Look;
import dev.hornbook.pool.check.RoadCheck;
import dev.hornbook.pool.check.Steps;
import dev.hornbook.pool.check.Verdict;
import java.net.URI;
import java.time.Duration;

/**
 * Everything Hornbook needs, step by step: the {@linkplain RoadCheck road to the database}, then {@code suspend}, {@code migrations} and
 * {@code isolation}, and, whatever became of those, {@code qdrant}, {@code model} and {@code mail}.
 */
public final class Checkup {
    private static final int OLDEST_VERSION = 15;
    private static final int NEWEST_VERSION = 18;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final NeonDataSource pool;
    private final Settings settings;
    private final URI neonApi;

    /** As Neon's API is really reached. */
    public Checkup(NeonDataSource pool, Settings settings) {
        this(pool, settings, SuspendTime.NEON);
    }

    /**
     * With something that stands in for Neon's API.
     *
     * @param pool of its own, with the service's settings
     */
    public Checkup(NeonDataSource pool, Settings settings, URI neonApi) {
        this.pool = pool;
        this.settings = settings;
        this.neonApi = neonApi;
    }

    /**
     * Runs the checkup. It wakes a sleeping compute and changes nothing.
     *
     * @param answers who answers readers, and within which limits, in a sentence
     */
    public void run(Steps steps, String answers) {
        boolean reached = new RoadCheck(pool).run(steps);
        if (settings.database().isPresent() && pool.settings().url().isNeon() && (reached || settings.neon().isPresent())) {
            steps.take("suspend", LIMIT, () -> new SuspendTime(pool.settings(), neonApi).at(settings.neon()));
        }
        if (reached && steps.take("migrations", LIMIT, asked(() -> migrations(steps))).verdict() == Verdict.FINE) {
            steps.take("isolation", LIMIT, asked(this::isolation));
        }
        settings.qdrant().ifPresent(address -> steps.take("qdrant", LIMIT, new QdrantReach(address)::look));
        steps.take("model", LIMIT, () -> new ModelReach(answers).at(settings.model()));
        settings.mail().ifPresent(server -> steps.take("mail", LIMIT, new MailReach(server)::look));
    }

    private static Look asked(Look look) {
        return () -> {
            try {
                return look.look();
            } catch (DatabaseException e) {
                throw e.getCause();
            }
        };
    }

    private Finding migrations(Steps steps) {
        int version = steps.taken().stream().filter(step -> step.name().equals("server"))
                .map(step -> step.finding().figures().get("version")).mapToInt(Number::intValue).findFirst().orElseThrow();
        if (version < OLDEST_VERSION) {
            return Finding.unusable("Hornbook needs PostgreSQL " + OLDEST_VERSION + " to " + NEWEST_VERSION + ", and this is " + version,
                    "Make a project of a newer version, and move the data there with pg_dump.");
        }
        try {
            if (!Migrations.isCurrent(pool)) {
                return Finding.attention("the schema is not yet at version " + Migrations.VERSION,
                        "'./hornbook serve' and './hornbook migrate' bring it there.");
            }
        } catch (MigrationException e) {
            return Finding.unusable("the schema is not for this Hornbook", e.getMessage());
        }
        String words = "the schema is at version " + Migrations.VERSION + ", up to date";
        return version > NEWEST_VERSION
                ? Finding.attention(words,
                        "Hornbook is tested on PostgreSQL " + OLDEST_VERSION + " to " + NEWEST_VERSION + ", not on " + version + ".")
                : Finding.fine(words);
    }

    private Finding isolation() {
        try {
            IsolationCheck.prove(pool);
            return Finding.fine("no statement sees a row without its reader's scope, whatever the login may");
        } catch (IsolationException e) {
            return Finding.unusable("a statement without a reader's scope would see a row", e.getMessage());
        }
    }
}
