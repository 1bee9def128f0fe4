package dev.hornbook.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a link leads on to, with something said in its query; as JavaScript's {@code URL} writes it. Only addresses that
 * {@link AuthOriginCheck} let pass belong here.
 */
final class CallbackUrl {

    private record Parts(String path, String query, String fragment) {

        static Parts of(String url) {
            int hash = url.indexOf('#');
            String before = hash < 0 ? url : url.substring(0, hash);
            int question = before.indexOf('?');
            return new Parts(question < 0 ? before : before.substring(0, question), question < 0 ? "" : before.substring(question + 1),
                    hash < 0 ? "" : url.substring(hash));
        }
    }

    private record Parameter(String name, String value) {}

    private CallbackUrl() {}

    /** The full address with a parameter set in its query, in place of others of that name. */
    static String with(String origin, String url, String name, String value) {
        Parts parts = Parts.of(url.startsWith("/") ? origin + url : url);
        List<Parameter> parameters = parameters(parts.query());
        int at = parameters.stream().map(Parameter::name).toList().indexOf(name);
        parameters.removeIf(parameter -> parameter.name().equals(name));
        parameters.add(at < 0 ? parameters.size() : at, new Parameter(name, value));
        String path = parts.path().indexOf('/', parts.path().indexOf("://") + 3) < 0 ? parts.path() + "/" : parts.path();
        return header(path + "?" + String.join("&",
                parameters.stream().map(parameter -> encode(parameter.name()) + "=" + encode(parameter.value())).toList())
                + parts.fragment());
    }

    /** The address as it is, with a parameter added at the end of its query. */
    static String adding(String url, String name, String value) {
        Parts parts = Parts.of(url);
        String before = parts.query().isEmpty() || parts.query().endsWith("&") ? parts.query() : parts.query() + "&";
        return header(parts.path() + "?" + before + encode(name) + "=" + encode(value) + parts.fragment());
    }

    /** The address in a form that a header can carry. */
    static String header(String url) {
        StringBuilder ascii = new StringBuilder();
        url.codePoints().forEach(
                c -> ascii.append(c > ' ' && c < 0x7f ? Character.toString(c) : encode(Character.toString(c)).replace("+", "%20")));
        return ascii.toString();
    }

    private static List<Parameter> parameters(String query) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] halves = pair.split("=", 2);
                parameters.add(new Parameter(decode(halves[0]), halves.length < 2 ? "" : decode(halves[1])));
            }
        }
        return parameters;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
