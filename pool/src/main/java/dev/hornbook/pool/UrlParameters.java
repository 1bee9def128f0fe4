package dev.hornbook.pool;

import dev.hornbook.pool.NeonUrl.Problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the parameters after the question mark. A name that is not known is never echoed, because after an unencoded question mark in a
 * password it is a piece of the password; it is told by its position, with the known name that it may have been meant for.
 */
final class UrlParameters {
    private static final Set<String> MODES = Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final Set<String> BINDINGS = Set.of("disable", "prefer", "require");
    private static final Set<String> KNOWN = Set.of("sslmode", "sslrootcert", "channel_binding", "options", "application_name",
            "prepareThreshold");
    /** How often a statement runs before it is prepared by name; the driver's own limit is far beyond. */
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    /** pgjdbc's spelling of what libpq spells otherwise. */
    private static final Map<String, String> SPELLINGS = Map.of("channelBinding", "channel_binding", "ApplicationName", "application_name");
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("user", "Write it before the @: postgresql://user:password@host/database."),
            Map.entry("password", "Write it before the @: postgresql://user:password@host/database."),
            Map.entry("host", "Write it after the @."), Map.entry("port", "Write it after the host and a colon."),
            Map.entry("dbname", "Write it after the host and a slash."),
            Map.entry("ssl", "Write sslmode=require for it."),
            Map.entry("connect_timeout", "Take it away; the pool has connectDeadline."),
            Map.entry("connectTimeout", "Take it away; the pool has connectDeadline."),
            Map.entry("pool_timeout", "Take it away; the pool has acquireTimeout."),
            Map.entry("connection_limit", "Take it away; the pool has maximumSize."),
            Map.entry("pgbouncer", "Take it away; the -pooler in the endpoint's name says so."),
            Map.entry("schema", "Take it away; name the schema in the statements, or set search_path inside the transaction."),
            Map.entry("currentSchema", "Take it away; name the schema in the statements, or set search_path inside the transaction."));

    private final List<Problem> problems;
    private final SortedMap<String, String> parameters = new TreeMap<>();

    UrlParameters(List<Problem> problems) {
        this.problems = problems;
    }

    SortedMap<String, String> read(String query) {
        String[] pairs = query.isEmpty() ? new String[0] : query.split("&", -1);
        for (int i = 0; i < pairs.length; i++) {
            read(i + 1, pairs[i]);
        }
        return parameters;
    }

    private void read(int position, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            problem("parameter " + position, "It has no value.", "Write name=value, or take it away.");
            return;
        }
        String spelt = pair.substring(0, equals);
        String name = SPELLINGS.getOrDefault(spelt, spelt);
        Optional<String> value = Percent.decode(pair.substring(equals + 1));
        if (INSTEAD.containsKey(name)) {
            problem(name, "It is no parameter here.", INSTEAD.get(name));
        } else if (!KNOWN.contains(name)) {
            problem("parameter " + position, "Its name is not known.", Nearest.to(name, KNOWN)
                    .map(known -> "Did you mean " + known + "?").orElse("Take it away; known are channel_binding, options, sslmode, "
                            + "sslrootcert, application_name and prepareThreshold."));
        } else if (value.isEmpty()) {
            problem(name, "It holds a percent sign that begins no valid escape.", "Write %25 for the percent sign itself.");
        } else {
            accept(name, value.get());
        }
    }

    private void accept(String name, String value) {
        if (name.equals("sslmode") && !MODES.contains(value)) {
            problem(name, "Its value is none of PostgreSQL's.", "Write sslmode=require, or verify-full.");
        } else if (name.equals("channel_binding") && !BINDINGS.contains(value)) {
            problem(name, "Its value is none of disable, prefer and require.", "Write channel_binding=require.");
        } else if (name.equals("prepareThreshold") && !COUNT.matcher(value).matches()) {
            problem(name, "It is no number.", "Write prepareThreshold=0 to prepare no statement by name, or take it away.");
        } else if (value.isEmpty()) {
            problem(name, "It has no value.", "Give it one, or take it away.");
        } else {
            String before = parameters.put(name, value);
            if (before != null && !before.equals(value)) {
                problem(name, "It is there twice, with different values.", "Keep one of them.");
            }
        }
    }

    private void problem(String part, String what, String change) {
        problems.add(new Problem(part, what, change));
    }
}
