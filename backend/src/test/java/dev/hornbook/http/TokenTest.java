package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The answers here are what better-auth 1.7.7 answered. */
@Tag("integration")
class TokenTest {

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    @Test
    void aSessionIsGoodForAToken() throws Exception {
        Answer signedUp = server.signUp("ann@example.org", "correct horse");
        Answer answer = server.get("/token", "cookie", signedUp.cookies());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasSize(1);

        SignedJWT token = SignedJWT.parse(answer.token());
        JWKSet keys = JWKSet.parse(server.get("/jwks").body());
        assertThat(token.getHeader().toJSONObject()).containsOnlyKeys("alg", "kid").containsEntry("alg", "EdDSA");
        assertThat(token.verify(new Ed25519Verifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toOctetKeyPair()))).isTrue();
        JsonNode claims = new ObjectMapper().readTree(token.getPayload().toString());
        JsonNode user = signedUp.json().path("user");
        assertThat(claims.fieldNames()).toIterable().containsExactlyInAnyOrder("iat", "name", "email", "emailVerified", "image",
                "createdAt",
                "updatedAt", "isAnonymous", "id", "sub", "exp", "iss",
                "aud");
        user.properties().forEach(field -> assertThat(claims.path(field.getKey())).isEqualTo(field.getValue()));
        assertThat(claims.path("sub")).isEqualTo(user.path("id"));
        assertThat(claims.path("iss").asText()).isEqualTo(server.origin());
        assertThat(claims.path("aud").asText()).isEqualTo(server.origin());
        assertThat(claims.path("iat").asLong()).isEqualTo(server.clock.instant().truncatedTo(ChronoUnit.SECONDS).getEpochSecond());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(Duration.ofMinutes(15).toSeconds());
    }

    @Test
    void withoutASessionThereIsNone() {
        Answer answer = server.get("/token");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\",\"code\":\"UNAUTHORIZED\"}");
        assertThat(answer.setCookies()).isEmpty();
        assertThat(server.get("/token", "authorization", "Bearer x.y.z").status()).isEqualTo(401);
        assertThat(server.get("/token", "authorization", "Basic YTpi").status()).isEqualTo(401);
    }

    @Test
    void theKeysArePublic() {
        Answer answer = server.get("/jwks");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).matches(
                "\\{\"keys\":\\[\\{\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"[\\w-]{43}\",\"kid\":\"[a-zA-Z0-9]{32}\"}]}");
    }
}
