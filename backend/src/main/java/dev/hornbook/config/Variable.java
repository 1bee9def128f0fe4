package dev.hornbook.config;

import java.util.Optional;

/**
 * Every variable that Hornbook reads, each in one sentence; {@code ./hornbook config} prints this list.
 * A {@code HORNBOOK_*} name that is not here is a misspelling and is pointed out.
 */
public enum Variable {
    DATABASE_URL(true, "none: an embedded PostgreSQL under ./.hornbook", "PostgreSQL to keep everything in, as Neon's console shows it"),
    HORNBOOK_MIGRATE_URL(true, "DATABASE_URL over its direct host", "login that owns the tables, where the service's own may not"),
    NEON_API_KEY(true, "none: check does not ask Neon about the compute",
            "key of Neon's API, with which check reads when the compute suspends"),
    NEON_PROJECT_ID(false, "none: needed with NEON_API_KEY", "the Neon project that the database belongs to"),
    HORNBOOK_URL(false, "http://localhost:PORT", "public address, as readers type it"),
    HORNBOOK_TRUSTED_PROXIES(false, "none: nobody's X-Forwarded-For counts",
            "reverse proxies whose X-Forwarded-For counts, as 10.0.0.0/8, 2001:db8::7"),
    HORNBOOK_SECRET(true, "made once for the embedded database", "signs sessions and seals keys; at least 32 characters"),
    HORNBOOK_SIGN_UP(false, "open", "who may sign up: open (everybody, and guests), invited (by the operator) or closed (nobody)"),
    HORNBOOK_HOST(false, "127.0.0.1", "address to listen on"),
    PORT(false, "8080", "port to listen on; 0 picks a free one"),
    HORNBOOK_CONNECTIONS_PER_ADDRESS(false, "500",
            "most connections that one address may hold; this machine and trusted proxies may hold any number"),
    HORNBOOK_HOME(false, ".hornbook", "directory for the embedded database and the index"),
    HORNBOOK_LOG(false, "text", "form of the log's lines on standard error: text for people, json for programs"),
    HORNBOOK_POOL_SIZE(false, "16", "most connections to the database at once"),
    HORNBOOK_KEEP_WARM(false, "off",
            "when the compute is kept awake: off, active (while people are), always, or as Mo-Fr 07:30-16:00 Europe/Berlin"),
    HORNBOOK_HISTORY_LIMIT(false, "50", "conversations kept for each reader; starred ones do not count"),
    HORNBOOK_RETENTION_DAYS(false, "none: kept for good", "days that a conversation is kept in which nobody asks; starred ones stay"),
    HORNBOOK_GUEST_DAYS(false, "30", "days after their last visit that a guest is kept, with what they asked; at least 7"),
    HORNBOOK_OPERATOR_TOKEN(true, "none: operator routes refuse, metrics answer on loopback",
            "bearer token of the operator; at least 16 characters"),
    HORNBOOK_SMTP_URL(true, "none: links are logged in development, else there are none",
            "mail server for links to a new password and to confirm an address, as smtps://user:password@host"),
    HORNBOOK_MAIL_FROM(false, "none: needed with HORNBOOK_SMTP_URL", "what mail says it is from, as Hornbook <book@example.org>"),
    HORNBOOK_AUTH_JWKS_URL(false, "none: no tokens count but Hornbook's own",
            "keys of another issuer whose JWTs count, as https://auth.example.org/api/auth/jwks"),
    HORNBOOK_AUTH_ISSUER(false, "the origin of HORNBOOK_AUTH_JWKS_URL", "what those tokens say in iss"),
    HORNBOOK_AUTH_AUDIENCE(false, "the issuer", "what those tokens say in aud"),
    QDRANT_URL(false, "none: passages are found by Lucene, in this process",
            "Qdrant to find passages with, by gRPC, as https://host:6334; http on this machine alone"),
    QDRANT_API_KEY(true, "none: Qdrant asks for none", "key that Qdrant takes"),
    OPENAI_API_KEY(true, "none: answers quote the book", "key of an OpenAI-compatible model that writes the answers"),
    OPENAI_BASE_URL(false, "https://api.openai.com/v1", "address of an OpenAI-compatible model, a local one too"),
    HORNBOOK_MODEL(false, "gpt-4o-mini", "name of that model"),
    HORNBOOK_QUESTIONS_PER_USER(false, "100", "questions a day that the model answers for each reader; past them, answers quote the book"),
    HORNBOOK_QUESTIONS_PER_GUEST(false, "10", "the same for each guest; 0 keeps the model to those who signed up"),
    HORNBOOK_QUESTIONS_PER_DAY(false, "2000", "the same for all together, of which guests get half; 0 turns the model off"),
    HORNBOOK_ANSWER_TOKENS(false, "1000", "longest answer of the model, in its tokens");

    private final boolean secret;
    private final String fallback;
    private final String meaning;

    Variable(boolean secret, String fallback, String meaning) {
        this.secret = secret;
        this.fallback = fallback;
        this.meaning = meaning;
    }

    /** Whether its value may never be shown. */
    public boolean secret() {
        return secret;
    }

    /** What holds when it is not set, in words. */
    public String fallback() {
        return fallback;
    }

    /** What it is for, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** The variable of that name, or empty. */
    public static Optional<Variable> named(String name) {
        for (Variable variable : values()) {
            if (variable.name().equals(name)) {
                return Optional.of(variable);
            }
        }
        return Optional.empty();
    }
}
