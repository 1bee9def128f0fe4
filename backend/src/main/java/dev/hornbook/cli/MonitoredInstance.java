package dev.hornbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.config.Home;
import dev.hornbook.config.Secret;
import dev.hornbook.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An instance that is asked how it is, over {@code /api/v1/status}: it looks and touches nothing, so no compute is woken or kept awake. */
final class MonitoredInstance implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s,]+");

    private final URI base;
    private final Optional<Secret> token;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

    /**
     * Not asked yet.
     *
     * @param token the operator's; needed for an instance elsewhere
     * @throws UnusableException when the token would go over a network in the clear, or the address is none
     */
    MonitoredInstance(URI base, Optional<Secret> token) {
        if (base.getHost() == null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw new UnusableException("--url is an address as http://localhost:8080 or https://book.example.org.");
        }
        if (token.isPresent() && "http".equals(base.getScheme()) && !isHere(base.getHost())) {
            throw new UnusableException("HORNBOOK_OPERATOR_TOKEN would go to " + base.getHost()
                    + " unencrypted, for everybody on the way to read. Use https, or unset it.");
        }
        this.base = base;
        this.token = token;
    }

    /** The instance that owns the directory, or else whatever would listen by these settings. */
    static URI ownerOf(Settings settings) {
        Matcher owner = ADDRESS.matcher(Home.at(settings.home()).owner());
        return URI.create(owner.find() ? owner.group() : "http://localhost:" + settings.port());
    }

    /** Nobody answered, or not with a status; the message is a sentence. */
    static final class SilentException extends Exception {
        private static final long serialVersionUID = 1L;

        SilentException(String message) {
            super(message);
        }
    }

    String address() {
        return base.toString();
    }

    /**
     * Asks.
     *
     * @throws SilentException when there is no answer within two seconds, or it is no status
     * @throws UnusableException when it answers, and with no figures for want of the operator's token
     */
    JsonNode status() throws SilentException {
        var request = HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + "/api/v1/status")).timeout(PATIENCE);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.value()));
        JsonNode status;
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new SilentException(base + " answers " + response.statusCode() + ", and no status.");
            }
            status = new ObjectMapper().readTree(response.body());
        } catch (IOException _) {
            throw new SilentException("Nobody answers at " + base + ".");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SilentException("Interrupted.");
        }
        if (!status.has("state")) {
            throw new SilentException("What answers at " + base + " is no Hornbook.");
        }
        if (!status.has("pool")) {
            throw new UnusableException(
                    base + " tells its figures to the operator alone. Set HORNBOOK_OPERATOR_TOKEN to the value that it has there.");
        }
        return status;
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
