package dev.hornbook.sim.proxy;

import dev.hornbook.sim.Refusal;
import dev.hornbook.sim.wire.StartupMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a start-up message wants to go, and what of it reaches the compute.
 *
 * <p>The endpoint is named by {@code options=endpoint=<id>} or by the first label of the TLS server name, when that is an
 * endpoint's ({@code ep-…}); with both, they must be the same ({@code proxy/src/auth/credentials.rs}). A trailing {@code -pooler} asks for the pooler.
 *
 * @param user who claims to be here
 * @param endpoint the endpoint's id, without {@code -pooler}
 * @param pooled whether the pooled host was asked for
 * @param parameters what the compute is told: Neon's proxy forwards these few and drops the rest in silence
 */
record Target(String user, String endpoint, boolean pooled, Map<String, String> parameters) {

    private static final String POOLER = "-pooler";
    private static final Pattern ENDPOINT = Pattern.compile("[\\p{Alnum}-]+");

    /**
     * Reads the wish of a client.
     *
     * @param serverName the host name of the TLS handshake, if there was one
     * @throws Refused with Neon's text when it names no endpoint, or two
     */
    static Target of(StartupMessage.Start start, Optional<String> serverName) throws Refused {
        Map<String, String> sent = start.parameters();
        String user = sent.get("user");
        if (user == null || user.isEmpty()) {
            throw Refused.with(Refusal.PARAMETER_MISSING, "user");
        }
        List<String> forwarded = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (String option : sent.getOrDefault("options", "").strip().split("\\s+")) {
            if (option.startsWith("endpoint=") || option.startsWith("project=")) {
                named.add(option.substring(option.indexOf('=') + 1));
            } else if (!option.isEmpty() && !option.startsWith("neon_")) {
                forwarded.add(option);
            }
        }
        String asked = asked(named, serverName.map(name -> name.split("\\.", 2)[0]).filter(label -> label.startsWith("ep-")));
        boolean pooled = asked.endsWith(POOLER);
        String endpoint = pooled ? asked.substring(0, asked.length() - POOLER.length()) : asked;
        return new Target(user, endpoint, pooled, forwarded(sent, user, String.join(" ", forwarded)));
    }

    /** Two names in the options count as none, as Neon cannot know which one is meant. */
    private static String asked(List<String> named, Optional<String> shown) throws Refused {
        Optional<String> option = named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
        if (option.isPresent() && shown.isPresent() && !option.equals(shown)) {
            throw Refused.with(Refusal.ENDPOINT_INCONSISTENT, shown.get(), option.get());
        }
        String asked = option.or(() -> shown).orElseThrow(() -> Refused.with(Refusal.ENDPOINT_NOT_SPECIFIED));
        if (!ENDPOINT.matcher(asked).matches()) {
            throw Refused.with(Refusal.ENDPOINT_MALFORMED, asked);
        }
        return asked;
    }

    private static Map<String, String> forwarded(Map<String, String> sent, String user, String options) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", user);
        parameters.put("database", sent.getOrDefault("database", user));
        for (String name : List.of("application_name", "replication")) {
            if (sent.containsKey(name)) {
                parameters.put(name, sent.get(name));
            }
        }
        if (!options.isEmpty()) {
            parameters.put("options", options);
        }
        parameters.put("client_encoding", "UTF8");
        return parameters;
    }
}
