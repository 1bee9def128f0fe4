package dev.hornbook.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what belongs in the environment and not in a file: passwords in connection strings, Neon's own passwords and keys, private keys, and
 * paths of somebody's machine.
 */
final class HardCoded {
    /** What documentation and tests may write where a password stands. Anything else could be somebody's. */
    static final Set<String> PLACEHOLDERS = Set.of("AbC123", "password", "PASSWORD", "secret");

    private static final Pattern CONNECTION_STRING = Pattern.compile("postgres(?:ql)?://[^\\s:/@\"'`]+:([^\\s@\"'`]+)@");
    private static final Pattern NEON_SECRET = Pattern.compile("\\b(?:npg|napi)_[A-Za-z0-9]{8,}");
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/]{16}");
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.~}*-])/(?:home|root|work|Users)/[\\w.-]+");

    private HardCoded() {}

    /** One line for each finding, naming the kind and, unless it may be a secret, what was found. */
    static List<String> in(String text) {
        var found = new ArrayList<String>();
        CONNECTION_STRING.matcher(text).results().map(match -> match.group(1)).filter(password -> !isPlaceholder(password))
                .forEach(password -> found.add("a connection string with a password of " + password.length() + " characters"));
        NEON_SECRET.matcher(text).results().forEach(match -> found.add("what looks like a secret of Neon's"));
        PRIVATE_KEY.matcher(text).results().forEach(match -> found.add("a private key"));
        MACHINE_PATH.matcher(text).results().forEach(match -> found.add("a path of one machine: " + match.group()));
        return found;
    }

    /**
     * Also what is too short to be anybody's (Neon's have sixteen characters), what a test calls a canary, and what a program fills in, such as
     * {@code ${password}}, {@code %s} or {@code <password>}.
     */
    private static boolean isPlaceholder(String password) {
        return PLACEHOLDERS.contains(password) || password.length() < 6 || password.matches("[$<{%].*|canary.*");
    }
}
