package dev.hornbook.config;

import dev.hornbook.config.Settings.ModelAddress;
import dev.hornbook.config.Settings.NeonAccess;
import dev.hornbook.config.Settings.QdrantAddress;
import dev.hornbook.config.Settings.Questions;
import dev.hornbook.config.Settings.TokenIssuer;
import dev.hornbook.pool.KeepWarm;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.pool.NeonUrlException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges an environment, variable by variable, and gathers what is wrong with it. */
final class SettingsJudge {
    /** Better Auth asks for as much, and so does HMAC-SHA256. */
    static final int SECRET_LENGTH = 32;
    private static final int TOKEN_LENGTH = 16;
    private static final int MAXIMUM_PORT = 65_535;
    /** Bringing a fresh database up to date takes three connections at once: Flyway's two, and the one that holds our lock. */
    private static final int LEAST_POOL = 3;
    private static final int MAXIMUM_POOL = 4_000;
    private static final int MAXIMUM_CONNECTIONS = 100_000;
    private static final int MAXIMUM_HISTORY = 10_000;
    /** Hosts on this machine, in lower case. */
    static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int QDRANT_REST = 6_333;
    private static final int QDRANT_GRPC = 6_334;
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9-]{1,60}");
    private static final int MAXIMUM_DAYS = 36_500;
    private static final int MAXIMUM_QUESTIONS = 100_000_000;
    /** Fewer would cut nearly every answer short. */
    private static final int LEAST_TOKENS = 100;
    private static final int MAXIMUM_TOKENS = 100_000;

    private final Environment environment;
    private final List<String> problems = new ArrayList<>();

    SettingsJudge(Environment environment) {
        this.environment = environment;
    }

    /** @throws SettingsException with every fault at once */
    Settings settings() {
        var database = url(Variable.DATABASE_URL);
        var warnings = new ArrayList<>(environment.problems());
        database.ifPresent(url -> warnings.addAll(url.warnings()));
        var settings = new Settings(
                database,
                url(Variable.HORNBOOK_MIGRATE_URL),
                neon(),
                address(Variable.HORNBOOK_URL),
                networks(Variable.HORNBOOK_TRUSTED_PROXIES),
                secret(environment.get(Variable.DATABASE_URL).isPresent()),
                signUp(),
                environment.get(Variable.HORNBOOK_HOST).orElse("127.0.0.1"),
                number(Variable.PORT, 8080, 0, MAXIMUM_PORT),
                number(Variable.HORNBOOK_CONNECTIONS_PER_ADDRESS, 500, 1, MAXIMUM_CONNECTIONS),
                Path.of(environment.get(Variable.HORNBOOK_HOME).orElse(".hornbook")).toAbsolutePath().normalize(),
                logForm(),
                number(Variable.HORNBOOK_POOL_SIZE, 16, LEAST_POOL, MAXIMUM_POOL),
                keepWarm(),
                number(Variable.HORNBOOK_HISTORY_LIMIT, 50, 1, MAXIMUM_HISTORY),
                environment.get(Variable.HORNBOOK_RETENTION_DAYS)
                        .map(_ -> Duration.ofDays(number(Variable.HORNBOOK_RETENTION_DAYS, 1, 1, MAXIMUM_DAYS))),
                Duration.ofDays(number(Variable.HORNBOOK_GUEST_DAYS, 30, 7, MAXIMUM_DAYS)),
                longEnough(Variable.HORNBOOK_OPERATOR_TOKEN, TOKEN_LENGTH),
                mail(),
                tokenIssuer(),
                qdrant(),
                model(),
                new Questions(
                        number(Variable.HORNBOOK_QUESTIONS_PER_USER, 100, 0, MAXIMUM_QUESTIONS),
                        number(Variable.HORNBOOK_QUESTIONS_PER_GUEST, 10, 0, MAXIMUM_QUESTIONS),
                        number(Variable.HORNBOOK_QUESTIONS_PER_DAY, 2_000, 0, MAXIMUM_QUESTIONS)),
                List.copyOf(warnings));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    private Optional<NeonUrl> url(Variable variable) {
        return environment.get(variable).flatMap(text -> {
            try {
                return Optional.of(NeonUrl.parse(text));
            } catch (NeonUrlException e) {
                e.problems().forEach(problem -> problems.add(variable + ": " + problem));
                return Optional.empty();
            }
        });
    }

    /** Either alone is no fault: other tools of Neon's read the key too. */
    private Optional<NeonAccess> neon() {
        var key = environment.get(Variable.NEON_API_KEY);
        var project = environment.get(Variable.NEON_PROJECT_ID);
        if (key.isEmpty() || project.isEmpty()) {
            return Optional.empty();
        }
        if (!PROJECT.matcher(project.get()).matches()) {
            problems.add("NEON_PROJECT_ID: not a project's id. Copy it from the project's settings in Neon's console.");
        }
        return Optional.of(new NeonAccess(new Secret(key.get()), project.get()));
    }

    private Optional<URI> address(Variable variable) {
        return environment.get(variable).flatMap(text -> {
            try {
                URI uri = URI.create(text);
                if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                        && uri.getUserInfo() == null) {
                    return Optional.of(uri);
                }
            } catch (IllegalArgumentException _) {
                // falls through to the same sentence
            }
            problems.add(variable + ": not an address. Write it as https://book.example.org, with no user or password in it.");
            return Optional.empty();
        });
    }

    private List<Network> networks(Variable variable) {
        var networks = new ArrayList<Network>();
        for (var text : environment.get(variable).map(list -> list.strip().split("\\s*,\\s*")).orElse(new String[0])) {
            Network.parse(text).ifPresentOrElse(networks::add, () -> problems.add(
                    variable + ": '" + text
                            + "' is not an address or a network. Write them as 10.0.0.0/8, 2001:db8::7, parted by commas."));
        }
        return List.copyOf(networks);
    }

    private Optional<Secret> secret(boolean required) {
        if (required && environment.get(Variable.HORNBOOK_SECRET).isEmpty()) {
            problems.add(
                    "HORNBOOK_SECRET: missing. With a DATABASE_URL every instance must share one; make it with 'openssl rand -base64 32'.");
        }
        return longEnough(Variable.HORNBOOK_SECRET, SECRET_LENGTH);
    }

    private Optional<Secret> longEnough(Variable variable, int length) {
        var value = environment.get(variable);
        if (value.isPresent() && value.get().length() < length) {
            problems.add(variable + ": too short (" + value.get().length() + " characters, at least " + length
                    + " are needed). Make one with 'openssl rand -base64 32'.");
        }
        return value.map(Secret::new);
    }

    private SignUp signUp() {
        return environment.get(Variable.HORNBOOK_SIGN_UP).map(word -> SignUp.of(word).orElseGet(() -> {
            problems.add("HORNBOOK_SIGN_UP: not one of open, invited and closed.");
            return SignUp.CLOSED;
        })).orElse(SignUp.OPEN);
    }

    private KeepWarm keepWarm() {
        return environment.get(Variable.HORNBOOK_KEEP_WARM).map(text -> WarmTimes.of(text).orElseGet(() -> {
            problems.add("HORNBOOK_KEEP_WARM: not off, active, always, or days and times as Mo-Fr 07:30-16:00 Europe/Berlin.");
            return KeepWarm.off();
        })).orElse(KeepWarm.off());
    }

    private LogForm logForm() {
        environment.get(Variable.HORNBOOK_LOG).filter(word -> LogForm.of(word).isEmpty())
                .ifPresent(_ -> problems.add("HORNBOOK_LOG: neither text nor json."));
        return LogForm.in(environment);
    }

    private int number(Variable variable, int fallback, int least, int most) {
        return environment.get(variable).map(text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // falls through to the same sentence
            }
            problems.add(variable + ": not a whole number from " + least + " to " + most + ".");
            return fallback;
        }).orElse(fallback);
    }

    private Optional<MailServer> mail() {
        var server = environment.get(Variable.HORNBOOK_SMTP_URL);
        var from = environment.get(Variable.HORNBOOK_MAIL_FROM);
        if (server.isPresent() != from.isPresent()) {
            problems.add((from.isPresent() ? Variable.HORNBOOK_SMTP_URL : Variable.HORNBOOK_MAIL_FROM)
                    + ": missing. HORNBOOK_SMTP_URL and HORNBOOK_MAIL_FROM go together.");
            return Optional.empty();
        }
        return server.flatMap(url -> MailServer.parse(url, from.orElseThrow(), problems));
    }

    private Optional<TokenIssuer> tokenIssuer() {
        if (environment.get(Variable.HORNBOOK_AUTH_JWKS_URL).isEmpty()) {
            for (var variable : List.of(Variable.HORNBOOK_AUTH_ISSUER, Variable.HORNBOOK_AUTH_AUDIENCE)) {
                environment.get(variable).ifPresent(_ -> problems.add(
                        variable + ": means nothing without HORNBOOK_AUTH_JWKS_URL, the address of that issuer's keys."));
            }
            return Optional.empty();
        }
        return address(Variable.HORNBOOK_AUTH_JWKS_URL).map(keys -> {
            if (!"https".equals(keys.getScheme()) && !LOOPBACK.contains(keys.getHost())) {
                problems.add("HORNBOOK_AUTH_JWKS_URL: not https. Whoever can change the keys on their way is everybody; "
                        + "only an issuer on this machine may do without.");
            }
            String origin = keys.getScheme() + "://" + keys.getRawAuthority().toLowerCase(Locale.ROOT);
            String issuer = address(Variable.HORNBOOK_AUTH_ISSUER).map(URI::toString).orElse(origin);
            if (environment.get(Variable.HORNBOOK_URL).filter(own -> bare(own).equals(bare(issuer))).isPresent()) {
                problems.add("HORNBOOK_AUTH_ISSUER: is HORNBOOK_URL. Hornbook's own tokens need no other keys; name the other issuer.");
            }
            return new TokenIssuer(keys, issuer, environment.get(Variable.HORNBOOK_AUTH_AUDIENCE).orElse(issuer));
        });
    }

    private static String bare(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private Optional<QdrantAddress> qdrant() {
        return address(Variable.QDRANT_URL).flatMap(url -> {
            boolean tls = "https".equals(url.getScheme());
            if (!tls && !LOOPBACK.contains(url.getHost())) {
                problems.add(
                        "QDRANT_URL: not https. Books and the key would go there in the clear; only a Qdrant on this machine may do without.");
            }
            if (url.getPort() == QDRANT_REST) {
                problems.add("QDRANT_URL: port 6333 is Qdrant's REST port, and Hornbook speaks gRPC. Write 6334.");
            }
            String host = url.getHost().startsWith("[") ? url.getHost().substring(1, url.getHost().length() - 1) : url.getHost();
            return Optional.of(new QdrantAddress(host, url.getPort() < 0 ? QDRANT_GRPC : url.getPort(), tls,
                    environment.get(Variable.QDRANT_API_KEY).map(Secret::new)));
        });
    }

    private Optional<ModelAddress> model() {
        var key = environment.get(Variable.OPENAI_API_KEY).map(Secret::new);
        var base = address(Variable.OPENAI_BASE_URL);
        int answerTokens = number(Variable.HORNBOOK_ANSWER_TOKENS, 1_000, LEAST_TOKENS, MAXIMUM_TOKENS);
        if (key.isEmpty() && base.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ModelAddress(
                base.orElse(URI.create("https://api.openai.com/v1")),
                key,
                environment.get(Variable.HORNBOOK_MODEL).orElse("gpt-4o-mini"),
                answerTokens));
    }
}
