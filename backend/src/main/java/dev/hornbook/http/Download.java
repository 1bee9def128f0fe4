package dev.hornbook.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An answer that a browser saves as a file. */
final class Download {
    private static final int LONGEST = 60;

    private Download() {}

    /**
     * Sets the headers of one.
     *
     * @param title what the file is called after; untrusted text
     * @param extension with its dot
     */
    static void headers(ServerResponse response, String mediaType, String title, String extension) {
        String name = name(title);
        String ascii = name.replaceAll("[^A-Za-z0-9.-]", "_") + extension;
        // RFC 6266: the plain name for old clients, and RFC 8187's form, which is in UTF-8 and wins.
        response.header(HeaderNames.CONTENT_TYPE, mediaType)
                .header(HeaderNames.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded(name + extension));
    }

    /**
     * A name that every file system takes, of the title's letters and digits, with a hyphen for whatever else stands between
     * them: no separator, no dot, no control or direction mark. "conversation" where nothing is left.
     */
    static String name(String title) {
        String words = title.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^[-\\p{M}]+|-+$", "");
        int end = words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0, words.length())));
        String cut = words.substring(0, end).replaceAll("-+$", "");
        return cut.isEmpty() ? "conversation" : cut;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }
}
