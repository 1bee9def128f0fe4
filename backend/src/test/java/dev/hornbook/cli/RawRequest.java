package dev.hornbook.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request as bytes, made of parts that may be anything.
 *
 * @param path with its parameters in braces
 * @param inPath what stands in their place, as it is written
 * @param query as it is written, {@code name=value} each
 * @param headers each with its name
 * @param body null for none
 */
record RawRequest(String method, String path, Map<String, String> inPath, List<String> query, List<String> headers, byte[] body) {

    RawRequest inPath(String name, String written) {
        Map<String, String> others = new LinkedHashMap<>(inPath);
        others.put(name, written);
        return new RawRequest(method, path, others, query, headers, body);
    }

    /** Instead of whatever stands there by that name. */
    RawRequest query(String name, String... written) {
        return new RawRequest(method, path, inPath,
                Stream.concat(query.stream().filter(each -> !each.startsWith(name + "=")), Stream.of(written))
                        .toList(),
                headers, body);
    }

    /** Instead of whatever stands there by that name. */
    RawRequest header(String name, String... lines) {
        return new RawRequest(method, path, inPath, query,
                Stream.concat(headers.stream().filter(each -> !each.regionMatches(true, 0, name + ":", 0, name.length() + 1)),
                        Stream.of(lines))
                        .toList(),
                body);
    }

    RawRequest body(byte[] other) {
        return new RawRequest(method, path, inPath, query, headers, other);
    }

    RawRequest body(String other) {
        return body(other.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        String target = path;
        for (Map.Entry<String, String> parameter : inPath.entrySet()) {
            target = target.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        if (!query.isEmpty()) {
            target += "?" + String.join("&", query);
        }
        String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + headers.stream().map(line -> line + "\r\n").collect(Collectors.joining());
        boolean measured = body == null || headers.stream().anyMatch(line -> line.startsWith("Transfer-Encoding"));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                (head + (measured ? "" : "Content-Length: " + body.length + "\r\n") + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        if (body != null) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }
}
