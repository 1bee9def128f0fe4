package dev.hornbook.account;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Another issuer's keys, as they stand at their address: fetched within 2 seconds, from nowhere that a redirect leads, and no
 * more than 256 KB.
 */
final class PublishedKeys {

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_ID = 255;

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LONGEST).followRedirects(HttpClient.Redirect.NEVER).build();

    PublishedKeys(URI address) {
        this.address = address;
    }

    /**
     * The keys that can be used, by id; at least one.
     *
     * @throws IOException if there are none to be had; its message ends a sentence that begins with the address
     */
    Map<String, IssuerKey> fetch() throws IOException {
        HttpResponse<byte[]> answer = ask();
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
        Map<String, IssuerKey> keys = read(new String(answer.body(), StandardCharsets.UTF_8));
        if (keys.isEmpty()) {
            throw new IOException("publishes no key for EdDSA, ES256 or RS256 that has an id");
        }
        return keys;
    }

    private HttpResponse<byte[]> ask() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(LONGEST).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            // The request's own limit ends with the answer's head; this one holds for its body too.
            return answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("did not answer within " + LONGEST.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("gave no answer of at most 256 KB (" + e.getCause().getClass().getSimpleName() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was not waited for", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Each key by itself: one that makes no sense takes no other with it. */
    private static Map<String, IssuerKey> read(String json) throws IOException {
        Map<String, IssuerKey> keys = new HashMap<>();
        try {
            for (Map<String, Object> entry : JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json), "keys")) {
                parse(entry).filter(jwk -> jwk.getKeyID() != null && jwk.getKeyID().length() <= LONGEST_ID)
                        .ifPresent(jwk -> IssuerKey.of(jwk).ifPresent(key -> keys.put(jwk.getKeyID(), key)));
            }
        } catch (ParseException | RuntimeException e) {
            throw new IOException("answered with something that is no JWK set", e);
        }
        return Map.copyOf(keys);
    }

    private static Optional<JWK> parse(Map<String, Object> entry) {
        try {
            return Optional.of(JWK.parse(entry));
        } catch (ParseException | RuntimeException notAKey) {
            return Optional.empty();
        }
    }
}
