package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A conversation with a server on Better Auth's wire, line by line:
 *
 * <pre>who METHOD path body     a browser's request; it keeps the cookies it is given, each who its own
 * who:bearer METHOD …      with the last session token in place of cookies
 * who:foreign METHOD …     with cookies, and the Origin of another page
 * who:nowhere METHOD …     with cookies, and no Origin
 * - METHOD …               by nobody, with neither
 * ! update …               SQL, as whoever owns the tables
 * ? select …               SQL whose rows are part of the answers
 * &#64;                        the next mail, which is part of the answers too</pre>
 *
 * <code>${who.token}</code> and <code>${who.user}</code> stand for the last session token and user id that who was told,
 * <code>${mail.token}</code> and <code>${mail.path}</code> for the token and the link in the last mail. Everything random, and every time, is replaced: equal things by
 * equal names, so that it still shows what is the same as what.
 */
final class WireScript {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z0-9.]+)}");
    private static final Pattern SIGNATURE = Pattern.compile("\\.[A-Za-z0-9+/%]{43,58}(=|%3D)(?![A-Za-z0-9])");
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final Pattern LINK = Pattern.compile("/reset-password/([^?]+)|token=([^&]+)");
    private static final Pattern DATA = Pattern.compile("session_data=([\\w-]+)");
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|\\+00)");
    private static final Pattern RANDOM = Pattern.compile("(?<![A-Za-z0-9])([A-Za-z0-9]{32}|[A-Za-z0-9]{24})(?![A-Za-z0-9])");
    /** Not Cache-Control: Hornbook always says no-store. */
    private static final List<String> HEADERS = List.of("content-type", "pragma", "location", "access-control-expose-headers",
            "set-auth-token", "x-retry-after");

    private final AuthWire server;
    private final TestDatabase db;
    private final URI address;
    private final Map<String, Map<String, String>> jars = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    WireScript(AuthWire server, TestDatabase db, URI address) {
        this.server = server;
        this.db = db;
        this.address = address;
    }

    static List<String> lines(String name) {
        try (InputStream script = WireScript.class.getResourceAsStream("/wire/" + name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of a line, in a form that can be compared. */
    String play(String line) {
        String filled = VARIABLE.matcher(line)
                .replaceAll(variable -> Matcher.quoteReplacement(variables.getOrDefault(variable.group(1), "?")));
        return switch (line.charAt(0)) {
            case '!' -> {
                db.asLogin(filled.substring(1));
                yield "";
            }
            case '?' -> normal(rows(filled.substring(1)));
            case '@' -> normal(mail());
            default -> normal(request(filled));
        };
    }

    private String request(String line) {
        String[] parts = line.split(" ", 4);
        String[] who = parts[0].split(":");
        String manner = who.length > 1 ? who[1] : who[0].equals("-") ? "nobody" : "browser";
        Map<String, String> jar = jars.computeIfAbsent(who[0], name -> new LinkedHashMap<>());
        List<String> headers = new ArrayList<>(List.of("x-forwarded-for", "127.0.0.1"));
        if (manner.equals("bearer")) {
            headers.addAll(List.of("authorization", "Bearer " + variables.get(who[0] + ".token")));
        } else if (!jar.isEmpty()) {
            headers.addAll(List.of("cookie",
                    jar.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; "))));
        }
        switch (manner) {
            case "browser" -> headers.addAll(List.of("origin", address.toString()));
            case "foreign" -> headers.addAll(List.of("origin", "https://evil.example.net"));
            default -> {
            }
        }
        if (parts.length > 3) {
            headers.addAll(List.of("content-type", "application/json"));
        }
        Answer answer = server.request(parts[1], parts[2], parts.length > 3 ? BodyPublishers.ofString(parts[3]) : BodyPublishers.noBody(),
                headers.toArray(String[]::new));
        if (!manner.equals("bearer")) {
            answer.setCookies().forEach(cookie -> keep(jar, cookie));
        }
        remember(who[0], answer);
        return show(parts[2], answer);
    }

    private static void keep(Map<String, String> jar, String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("; Max-Age=0")) {
            jar.remove(pair[0]);
        } else {
            jar.put(pair[0], pair[1]);
        }
    }

    private void remember(String who, Answer answer) {
        if (answer.header("content-type").isPresent() && answer.json().path("token").isTextual()) {
            variables.put(who + ".token", answer.token());
            variables.put(who + ".user", answer.json().at("/user/id").asText());
        }
    }

    private static String show(String path, Answer answer) {
        String headers = HEADERS.stream().flatMap(name -> answer.header(name).map(value -> name + ": " + value).stream())
                .collect(Collectors.joining("\n"));
        return String.join("\n", List.of(Integer.toString(answer.status()), headers, cookies(path, answer), body(answer)));
    }

    /** Of several with one name the last one counts, and a session's own is told in clear. */
    private static String cookies(String path, Answer answer) {
        Map<String, String> cookies = new TreeMap<>();
        answer.setCookies().forEach(cookie -> cookies.put(cookie.substring(0, cookie.indexOf('=')), cookie));
        // Better Auth tells of a session that it has just ended.
        cookies.keySet().removeIf(name -> path.startsWith("/revoke-session") && name.endsWith("session_data"));
        return String.join("\n", cookies.values().stream().map(WireScript::clear).toList());
    }

    private static String clear(String cookie) {
        Matcher data = DATA.matcher(cookie);
        if (!data.find()) {
            return cookie;
        }
        String told = sorted(new String(Base64.getUrlDecoder().decode(data.group(1)), StandardCharsets.UTF_8));
        return cookie.replace(data.group(1),
                told.replaceAll("\"signature\":\"[\\w-]{43}\"", "(signature)").replaceAll("\\b\\d{13}\\b", "(time)"));
    }

    private static String body(Answer answer) {
        return answer.body().startsWith("{") ? sorted(answer.body()) : answer.body();
    }

    /** In which order Better Auth's fields stand depends on where it has them from. */
    private static String sorted(String json) {
        try {
            return JSON.writeValueAsString(JSON.readValue(json, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String mail() {
        String mail = server.nextMail();
        Matcher token = LINK.matcher(mail);
        assertThat(token.find()).as(mail).isTrue();
        variables.put("mail.token", token.group(1) == null ? token.group(2) : token.group(1));
        variables.put("mail.path", mail.substring(mail.indexOf("/api/auth/") + "/api/auth".length()));
        return mail;
    }

    private String rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection login = db.login(); Statement statement = login.createStatement(); ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getMetaData().getColumnLabel(column) + "=" + found.getString(column));
                }
                rows.add(String.join(", ", row));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return String.join("\n", rows);
    }

    private String normal(String text) {
        String unsigned = SIGNATURE.matcher(text).replaceAll(".(signature)");
        String closed = JWT.matcher(unsigned).replaceAll("(jwt)");
        String timeless = TIME.matcher(closed).replaceAll("(time)");
        return RANDOM.matcher(timeless)
                .replaceAll(random -> names.computeIfAbsent(random.group(), value -> "(random " + names.size() + ")"));
    }
}
