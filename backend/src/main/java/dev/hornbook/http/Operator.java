package dev.hornbook.http;

import dev.hornbook.config.Secret;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Whether a request comes from the operator. */
final class Operator {
    private final Optional<Secret> token;

    Operator(Optional<Secret> token) {
        this.token = token;
    }

    /**
     * Lets the operator's token pass.
     *
     * @throws ProblemException 401 without a token, 403 with another one or where none is set
     */
    void require(ServerRequest request) {
        String given = Authenticator.credentials(request).bearer()
                .orElseThrow(() -> new ProblemException(Problem.of(401, "operator-token-missing", "This is for the operator",
                        "Send the value of HORNBOOK_OPERATOR_TOKEN as Authorization: Bearer <token>.")));
        if (token.isEmpty() || !MessageDigest.isEqual(bytes(token.get().value()), bytes(given))) {
            throw new ProblemException(Problem.of(403, "operator-token-refused", "This is for the operator",
                    "The token is not the value of HORNBOOK_OPERATOR_TOKEN, or none is set where Hornbook runs."));
        }
    }

    /** Lets requests from this machine pass, and the operator's token from elsewhere. */
    void requireOffLoopback(ServerRequest request) {
        boolean proxied = request.headers().contains(HeaderNames.X_FORWARDED_FOR) || request.headers().contains(HeaderNames.FORWARDED);
        boolean local = request.remotePeer().address() instanceof InetSocketAddress peer && peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress();
        if (!local || proxied) {
            require(request);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
