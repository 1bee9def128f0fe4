package dev.hornbook.account;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The {@code Cookie} header of RFC 6265, read as Better Auth reads it: the first cookie of a name counts, its value is
 * percent-decoded.
 */
final class CookieHeader {

    private CookieHeader() {}

    static Optional<String> find(String header, String name) {
        for (String cookie : header.split(";")) {
            int equals = cookie.indexOf('=');
            if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
                return Optional.of(decode(unquote(cookie.substring(equals + 1).strip())));
            }
        }
        return Optional.empty();
    }

    /** JavaScript's {@code encodeURIComponent}, for values of letters, digits and {@code .+/=}. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** JavaScript's {@code decodeURIComponent}; a text that is not properly encoded stays as it is. */
    static String decode(String value) {
        try {
            // URLDecoder would read a plus sign as a space, as forms do and cookies do not.
            return value.contains("%") ? URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8) : value;
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    private static String unquote(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }
}
