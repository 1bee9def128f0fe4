package dev.hornbook.http;

import dev.hornbook.account.Credentials;
import dev.hornbook.account.Identity;
import dev.hornbook.account.Reader;
import dev.hornbook.config.Secret;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.UserId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a request comes from an operator: with the operator's token, which no database is needed for, or from an operator's
 * account. What an account only looks at, its role is believed for five minutes; for what it changes the database is asked.
 */
final class Operator {
    private final Optional<Secret> token;
    private final Identity identity;
    private final Authenticator authenticator;
    private final Supplier<Optional<Problem>> notReady;

    /**
     * @param token what an operator may show in place of an account
     * @param notReady why nobody can be looked up yet; empty once they can
     */
    Operator(Optional<Secret> token, Identity identity, Supplier<Optional<Problem>> notReady) {
        this.token = token;
        this.identity = identity;
        this.authenticator = new Authenticator(identity);
        this.notReady = notReady;
    }

    /**
     * Lets operators pass.
     *
     * @return whose account it is; empty for the token
     * @throws ProblemException 401 without credentials, 403 with those of somebody else, 503 where that cannot be known
     */
    Optional<UserId> require(ServerRequest request) {
        Credentials credentials = Authenticator.credentials(request);
        if (credentials.bearer().isPresent() && token.isPresent()
                && MessageDigest.isEqual(bytes(token.get().value()), bytes(credentials.bearer().get()))) {
            return Optional.empty();
        }
        if (!identity.authentication().mayKnow(credentials)) {
            throw new ProblemException(credentials.bearer().isPresent() ? refused() : missing());
        }
        notReady.get().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        Reader reader = authenticator.reader(request);
        boolean operator = Authenticator.reads(request)
                ? identity.operators().believes(reader.id())
                : identity.operators().has(reader.id());
        if (!operator) {
            throw new ProblemException(Problem.of(403, "operators-only", "This is for the operator", "This account is not an operator's."));
        }
        return Optional.of(reader.id());
    }

    /** Lets requests from this machine pass, and operators from elsewhere. */
    void requireOffLoopback(ServerRequest request) {
        boolean proxied = request.headers().contains(HeaderNames.X_FORWARDED_FOR) || request.headers().contains(HeaderNames.FORWARDED);
        boolean local = request.remotePeer().address() instanceof InetSocketAddress peer && peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress();
        if (!local || proxied) {
            require(request);
        }
    }

    /** Whether a request comes from an operator or from this machine; where that cannot be known now, it does not. */
    boolean is(ServerRequest request) {
        try {
            requireOffLoopback(request);
            return true;
        } catch (ProblemException | DatabaseException _) {
            return false;
        }
    }

    private static Problem missing() {
        return Problem.of(401, "operator-token-missing", "This is for the operator",
                "Sign in with an operator's account, or send the value of HORNBOOK_OPERATOR_TOKEN as Authorization: Bearer <token>.");
    }

    private static Problem refused() {
        return Problem.of(403, "operator-token-refused", "This is for the operator",
                "The token is not the value of HORNBOOK_OPERATOR_TOKEN, or none is set where Hornbook runs.");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
