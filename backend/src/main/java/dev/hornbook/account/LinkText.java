package dev.hornbook.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What stands in links that are mailed. */
final class LinkText {

    /** Better Auth's have 24 letters and digits; a longer or shorter one may be a neighbour's own. */
    private static final Pattern TOKEN = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    private LinkText() {}

    /** JavaScript's {@code encodeURIComponent}. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("%21", "!").replace("%27", "'")
                .replace("%28", "(").replace("%29", ")").replace("%7E", "~");
    }

    /** Whether {@code text} could be a token at all; what cannot be one is not worth asking the database about. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }
}
