package dev.hornbook.pool;

import dev.hornbook.pool.NeonUrl.Problem;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * Reads a URL and goes on after each fault, so that all are told at once. No message holds any part of the text: where the URL is malformed,
 * its password may stand anywhere, so what is told is which part, what is wrong with it, and what to change.
 */
final class UrlParser {
    private final List<Problem> problems = new ArrayList<>();

    private UrlParser() {}

    static NeonUrl parse(String text) {
        return new UrlParser().read(text);
    }

    private NeonUrl read(String text) {
        String rest = afterScheme(UrlWrapping.unwrap(text, problems));
        int at = userInfoEnd(rest);
        int authorityEnd = firstOf(rest, "/?#", at + 1);
        String[] credentials = credentials(rest.substring(0, Math.max(at, 0)));
        String authority = rest.substring(at + 1, authorityEnd);
        int portColon = authority.indexOf(':', Math.max(0, authority.lastIndexOf(']')));
        String host = host(portColon < 0 ? authority : authority.substring(0, portColon));
        int port = portColon < 0 ? UrlParts.DEFAULT_PORT : port(authority.substring(portColon + 1));
        int queryStart = firstOf(rest, "?#", authorityEnd);
        String database = database(rest.substring(authorityEnd, queryStart));
        SortedMap<String, String> parameters = new UrlParameters(problems).read(rest.substring(Math.min(queryStart + 1, rest.length())));
        UrlParts parts = new UrlParts(credentials[0], credentials[1], host, port, database, parameters);
        List<String> warnings = UrlJudge.judge(parts, problems);
        if (!problems.isEmpty()) {
            throw new NeonUrlException(problems);
        }
        return new NeonUrl(parts, warnings);
    }

    private String afterScheme(String text) {
        int end = text.indexOf("://");
        if (end < 0) {
            problem("scheme", text.isEmpty() ? "There is no URL." : "It is missing.",
                    "Copy the whole connection string from Neon's console: postgresql://user:password@host/database?sslmode=require.");
            throw new NeonUrlException(problems);
        }
        String scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
        if (!scheme.equals("postgresql") && !scheme.equals("postgres")) {
            problem("scheme", "It is not PostgreSQL's.", "Begin the URL with postgresql://.");
        }
        return text.substring(end + 3);
    }

    /**
     * Where user and password end: the last @ before the host. An unencoded /, ? or # in a password seems to end the authority too early; the
     * @ is then behind it, before any equals sign (what follows one may be a parameter's value) or where the port would be no number.
     */
    private static int userInfoEnd(String rest) {
        int authorityEnd = firstOf(rest, "/?#", 0);
        int within = rest.lastIndexOf('@', authorityEnd - 1);
        int behind = rest.indexOf('@', authorityEnd);
        int equals = rest.indexOf('=', authorityEnd);
        boolean portIsNumber = within >= 0 || rest.substring(0, authorityEnd).matches("[^:]*(:\\d*)?|\\[.*");
        boolean ofParameter = equals >= 0 && equals < behind && portIsNumber;
        if (behind < 0 || ofParameter) {
            return within;
        }
        return rest.lastIndexOf('@', firstOf(rest, "?", behind));
    }

    private String[] credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        if (user.isEmpty()) {
            problem("user", "It is missing.", "Write postgresql://user:password@host/database.");
        }
        if (password.isEmpty()) {
            problem("password", "It is missing.", "Write it after the user and a colon: postgresql://user:password@host/database.");
        }
        for (char reserved : "@/?#".toCharArray()) {
            if (userInfo.indexOf(reserved) >= 0) {
                problem("password", "It contains an unencoded '" + reserved + "'.", "Write " + Percent.encode("" + reserved) + " for it.");
            }
        }
        return new String[]{decoded("user", user), decoded("password", password)};
    }

    private String host(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            problem("host", "It is missing.", "Write it after the @: postgresql://user:password@host/database.");
        } else if (host.contains(",")) {
            problem("host", "There are several.", "Name one; Neon's own proxy finds the compute.");
        } else if (host.startsWith("[")) {
            return address(host);
        } else if (host.startsWith("%2f")) {
            problem("host", "It is a path to a Unix socket.", "Use a host name and TCP.");
        } else if (!host.matches("[a-z0-9]([a-z0-9._-]*[a-z0-9])?")) {
            problem("host", "It holds characters that a host name cannot.",
                    "Copy it again; if they belong to the password, percent-encode them there.");
        }
        return host;
    }

    private String address(String bracketed) {
        String address = bracketed.endsWith("]") ? bracketed.substring(1, bracketed.length() - 1) : "";
        if (address.contains(":") && address.matches("[0-9a-f:.]+")) {
            try {
                // With a colon in it the text is only ever read as an address, never looked up.
                InetAddress.getByName(address);
                return address;
            } catch (UnknownHostException e) {
                // Told below, as every other malformed address.
            }
        }
        problem("host", "The address in brackets is not IPv6.", "Write for instance [2001:db8::1], or a host name without brackets.");
        return "";
    }

    private int port(String text) {
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        problem("port", "It is not a number from 1 to 65535.",
                "Write 5432, or leave the colon out; if what follows it belongs to the password, the user's part before the @ is broken.");
        return UrlParts.DEFAULT_PORT;
    }

    private String database(String path) {
        String name = path.isEmpty() ? "" : path.substring(1);
        if (name.isEmpty()) {
            problem("database", "It is missing.", "Name it after the host: postgresql://user:password@host/neondb.");
        } else if (name.contains("/")) {
            problem("database", "It contains an unencoded '/'.", "Write %2F for it, or take away what follows the database's name.");
        }
        return decoded("database", name);
    }

    private String decoded(String part, String text) {
        return Percent.decode(text).orElseGet(() -> {
            problem(part, "It holds a percent sign that begins no valid escape.", "Write %25 for the percent sign itself.");
            return "";
        });
    }

    private static int firstOf(String text, String characters, int from) {
        for (int i = Math.max(0, from); i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private void problem(String part, String what, String change) {
        problems.add(new Problem(part, what, change));
    }
}
