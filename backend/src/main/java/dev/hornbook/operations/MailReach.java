package dev.hornbook.operations;

import dev.hornbook.config.MailServer;
import dev.hornbook.config.MailServer.Encryption;
import dev.hornbook.pool.check.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Whether the mail server is there: it greets first (RFC 5321, section 3.1), and nothing is said to it, the password least of all. */
final class MailReach {
    private static final String READY = "220";

    private final MailServer server;

    MailReach(MailServer server) {
        this.server = server;
    }

    Finding look() {
        String where = server.host() + ":" + server.port();
        int limit = Math.toIntExact(Fetch.LIMIT.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), limit);
            socket.setSoTimeout(limit);
            Socket spoken = server.encryption() == Encryption.AT_ONCE ? encrypted(socket) : socket;
            String greeting = new String(spoken.getInputStream().readNBytes(READY.length()), StandardCharsets.US_ASCII);
            return greeting.equals(READY)
                    ? Finding.fine(where + " greets; whether it takes the login shows with the first mail")
                    : Finding.attention(where + " answers, but not as a mail server does", "Check host and port in HORNBOOK_SMTP_URL.");
        } catch (SSLException _) {
            return Finding.attention(where + ": no trusted TLS",
                    "Its certificate must be made out to that name and signed by a trusted root. A server that encrypts by STARTTLS (port 587) is"
                            + " written smtp://.");
        } catch (IOException _) {
            return Finding.attention(where + " does not answer",
                    "Check HORNBOOK_SMTP_URL and this machine's way there (many hosts block mail ports). Until then links to a new password are lost.");
        }
    }

    private Socket encrypted(Socket socket) throws IOException {
        var tls = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, server.host(), server.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }
}
