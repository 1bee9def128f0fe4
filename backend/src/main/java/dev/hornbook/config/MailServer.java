package dev.hornbook.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where mail is handed over.
 *
 * @param host the server's name
 * @param port its port; 465 unless told otherwise with {@code smtps}, 587 with {@code smtp}
 * @param encryption when the connection is encrypted
 * @param login how to sign in there; empty for a server that asks for nothing
 * @param from what mail says it is from, as RFC 5322 writes an address: {@code Hornbook <book@example.org>}
 */
public record MailServer(String host, int port, Encryption encryption, Optional<Login> login, String from) {

    /** When a connection to the server is encrypted. */
    public enum Encryption {
        /** From its first byte on ({@code smtps}, RFC 8314). */
        AT_ONCE,
        /** Once it stands, or no mail goes ({@code smtp} with STARTTLS, RFC 3207). */
        STARTTLS,
        /** Never: the server is on this machine. */
        NONE
    }

    /** @param password never shown */
    public record Login(String user, Secret password) {}

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Judges an address of the form {@code smtps://user:password@host:port}.
     *
     * @param problems takes what is wrong with it, without showing it
     */
    static Optional<MailServer> parse(String url, String from, List<String> problems) {
        try {
            URI uri = new URI(url);
            boolean atOnce = "smtps".equals(uri.getScheme());
            if (uri.getHost() != null && (atOnce || "smtp".equals(uri.getScheme())) && uri.getPath().length() <= 1
                    && uri.getQuery() == null) {
                Encryption encryption = atOnce
                        ? Encryption.AT_ONCE
                        : THIS_MACHINE.contains(uri.getHost()) ? Encryption.NONE : Encryption.STARTTLS;
                int port = uri.getPort() > 0 ? uri.getPort() : atOnce ? 465 : 587;
                return Optional.of(new MailServer(uri.getHost(), port, encryption, login(uri), from));
            }
        } catch (URISyntaxException | IllegalArgumentException _) {
            // falls through to the same sentence; what the exception says would show the password
        }
        problems.add(Variable.HORNBOOK_SMTP_URL
                + ": not the address of a mail server. Write it as smtps://user:password@mail.example.org:465, or "
                + "smtp:// where the server encrypts with STARTTLS; what is not a letter or a digit in user and password as %XX.");
        return Optional.empty();
    }

    private static Optional<Login> login(URI uri) {
        return Optional.ofNullable(uri.getRawUserInfo()).map(login -> login.split(":", 2))
                .map(halves -> new Login(decode(halves[0]), new Secret(halves.length < 2 ? "" : decode(halves[1]))));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
