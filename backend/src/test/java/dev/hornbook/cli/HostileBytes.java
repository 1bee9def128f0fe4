package dev.hornbook.cli;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is wrong beneath the texts: in URLs, headers, types and the syntax of JSON. Heads are written in ISO-8859-1. */
final class HostileBytes {
    private HostileBytes() {}

    /** As they stand in a URL. */
    static Stream<String> inUrls() {
        return Stream.of("%", "%z", "%zz", "%00", "%ff", "%c0%af", "%ed%a0%80", "%f5%80%80%80", "%u0041", "%25%30%30", "..", "%2e%2e",
                "%2e%2e%2f",
                "..%2f..%2f", "%5c", "a;b=c", "a//b", "a%2fb", "*", "{id}", "[1]", "|", "^", "`", "a b", "\u00e9", "\u00ff", "\u0001",
                "\u007f", "a\tb",
                "a#b", "?a", "&", "+", "a".repeat(9_000), "%61".repeat(3_000));
    }

    /** Whole lines. */
    static Stream<String> headers() {
        return Stream.of("Accept: nonsense", "Accept: ;;;", "Accept: */", "Accept: text/html;q=x", "Accept: \u00e9/\u00e9", "Accept: ",
                "Accept: " + "a/b,".repeat(2_000), "Accept-Encoding: gzip;q=x", "Accept-Language: \u0001", "Authorization: ",
                "Authorization: Bearer",
                "Authorization: Bearer  ", "Authorization: Basic !!!", "Authorization: Bearer a.b.c", "Authorization: Bearer ..",
                "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "Authorization: Bearer \u00e9.\u00e9.\u00e9",
                "Authorization: Bearer " + "a".repeat(12_000), "Authorization: Bearer " + "e30.".repeat(3), "Cookie: ", "Cookie: =",
                "Cookie: ;;;;",
                "Cookie: better-auth.session_token", "Cookie: better-auth.session_token=%", "Cookie: better-auth.session_token=%00.%00",
                "Cookie: better-auth.session_token=\u00e9.\u00e9; better-auth.session_data=\u00e9", "Cookie: better-auth.session_data=e30",
                "Cookie: " + "a=b; ".repeat(2_000), "Origin: null", "Origin: \u00e9", "Origin: http://[", "Origin: ://",
                "Referer: http://%",
                "X-Request-Id: ../../x", "X-Request-Id: " + "x".repeat(70), "X-Request-Id: \u00e9", "User-Agent: \u00ff\u00fe",
                "User-Agent: ",
                "User-Agent: " + "u".repeat(9_000), "X-Forwarded-For: x, y", "X-Forwarded-For: 999.1.1.1", "X-Forwarded-For: ::::",
                "X-Forwarded-For: ,,,",
                "Last-Event-ID: x", "Content-Encoding: gzip", "Sec-Fetch-Site: cross-site", "Expect: nothing", "Upgrade: h2c",
                "Range: bytes=9-1",
                "If-Modified-Since: never", "X: " + "x".repeat(20_000));
    }

    static Stream<String> types() {
        return Stream.of("", "nonsense", "application/", "/json", ";;;", "text/plain", "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json; charset=nonsense",
                "application/json;;;",
                "APPLICATION/JSON", "application/json, text/plain", "application/problem+json", "text/json", "\u00e9/\u00e9",
                "a".repeat(5_000));
    }

    /** Values that are no text. */
    static Stream<String> values() {
        return Stream.of("null", "true", "false", "0", "1", "-1", "1.5", "1e400", "-0", "9".repeat(400), "1" + "0".repeat(60_000), "[]",
                "{}",
                "[null]", "[\"a\"]", "{\"a\":\"b\"}", "[[[[[[[[[[]]]]]]]]]]", "[".repeat(900) + "]".repeat(900), "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"a\\ud83d\"", "\"" + "a".repeat(60_000) + "\"", "\"\\u0000\"");
    }

    /** Whole bodies. */
    static Stream<String> bodies() {
        String many = IntStream.range(0, 4_000).mapToObj(i -> "\"k" + i + "\":0").collect(Collectors.joining(",", "{", "}"));
        return Stream.of("", " ", "{", "}", "[]", "null", "true", "0", "\"text\"", "{}", "{} {}", "{}x", "{'a':'b'}", "{a:1}", "{\"a\":}",
                "{\"a\"}",
                "{,}", "{\"a\":1,}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":01}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}",
                "{\"a\":\"\n\"}", "// {}",
                "/**/{}", "<xml/>", "\u0000", "a=b&c=%zz", "%", "{\"__proto__\":{}}", "{\"a\":1,\"a\":2}", many,
                "[" + "0,".repeat(30_000) + "0]",
                "[".repeat(60_000), "{\"a\":".repeat(10_000), "[".repeat(30_000) + "]".repeat(30_000), "{\"a\":" + "9".repeat(60_000) + "}",
                "{\"" + "k".repeat(60_000) + "\":1}");
    }

    /** Bodies that are no UTF-8. */
    static Stream<byte[]> noText() {
        return Stream.of(new byte[]{(byte) 0xff, (byte) 0xfe}, new byte[]{'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
                new byte[]{'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
                new byte[]{'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[]{0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0},
                "{\"\u00e9\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1), new byte[4_000]);
    }
}
