package dev.hornbook.pool;

import dev.hornbook.pool.NeonUrl.Problem;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people paste around a URL: a psql command, an assignment, quotes, JDBC's prefix, line breaks. Each is told, and taken off. */
final class UrlWrapping {
    private static final Pattern COMMAND = Pattern.compile("^psql\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASSIGNMENT = Pattern.compile("^(export\\s+)?[A-Za-z_][A-Za-z0-9_]*\\s*=\\s*");
    private static final Pattern QUOTES = Pattern.compile("^(['\"`])(.*)\\1;?$", Pattern.DOTALL);
    private static final Pattern JDBC = Pattern.compile("^jdbc:", Pattern.CASE_INSENSITIVE);

    private UrlWrapping() {}

    static String unwrap(String text, List<Problem> problems) {
        String url = text.strip();
        if (!url.equals(text)) {
            problems.add(new Problem("whitespace", "There are spaces or line breaks around the URL.", "Take them away."));
        }
        url = without(COMMAND, url, problems, "psql", "The whole psql command was pasted.", "Keep what stands between its quotes.");
        url = without(ASSIGNMENT, url, problems, "name", "The name of a variable stands before the URL.",
                "Keep what follows its equals sign.");
        Matcher quoted = QUOTES.matcher(url);
        if (quoted.matches()) {
            problems.add(new Problem("quotes", "The URL stands in quotes.", "Take them away."));
            url = quoted.group(2).strip();
        } else if (!url.isEmpty() && "'\"`".indexOf(url.charAt(0)) >= 0) {
            problems.add(new Problem("quotes", "The URL begins with a quote and does not end with it.", "Take it away."));
            url = url.substring(1);
        }
        url = without(JDBC, url, problems, "scheme", "It is JDBC's form.",
                "Take 'jdbc:' away, and write user and password before the host: postgresql://user:password@host/database.");
        String solid = url.replaceAll("[\\s\\p{Cntrl}\\u00a0\\u200b\\ufeff]+", "");
        if (!solid.equals(url)) {
            problems.add(new Problem("whitespace", "There is a space, a line break or an invisible character inside the URL.",
                    "Take it away; write %20 for a space that belongs to a name or the password."));
        }
        return solid;
    }

    private static String without(Pattern prefix, String url, List<Problem> problems, String part, String what, String change) {
        Matcher found = prefix.matcher(url);
        if (!found.find()) {
            return url;
        }
        problems.add(new Problem(part, what, change));
        return url.substring(found.end());
    }
}
