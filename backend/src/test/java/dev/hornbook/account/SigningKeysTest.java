package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.database.Database;
import dev.hornbook.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class SigningKeysTest {

    private static final String SECRET = "interop-test-secret-0123456789abcdef-ABCDEF";
    private static final User ANN = new User("ann", "Ann", "ann@example.org", true, Optional.empty(), Instant.EPOCH, Instant.EPOCH, false);

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final SwitchableDataSource pool = new SwitchableDataSource(db.pool());

    @BeforeEach
    void noKeysYet() {
        db.database().identity().update("delete from \"jwks\"");
    }

    @Test
    void ofTwoInstancesThatMakeTheFirstKeyAtOnceBothHaveIt() throws Exception {
        List<Identity> instances = new ArrayList<>();
        List<Future<String>> tokens;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                instances.add(instance(SECRET));
            }
            tokens = instances.stream().map(instance -> threads.submit(() -> instance.jwts().sign(ANN))).toList();
        }
        assertThat(rows()).hasSize(1);
        for (Future<String> token : tokens) {
            assertThat(instances).allSatisfy(instance -> assertThat(instance.jwts().verify(token.get())).isPresent());
        }
    }

    @Test
    void aKeyIsStoredTheWayBetterAuthStoresIt() {
        instance(SECRET).jwts().sign(ANN);
        KeyRow row = rows().getFirst();
        assertThat(row.publicKey()).matches("\\{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"[\\w-]{43}\"}");
        assertThat(row.privateKey()).matches("\"[0-9a-f]+\"");
        assertThat(new KeyCipher(SECRET).decrypt(row.privateKey()).orElseThrow()).contains("\"d\":\"").contains("\"kty\":\"OKP\"");
        assertThat(row.id()).matches("[a-zA-Z0-9]{32}");
        assertThat(row.alg()).contains("EdDSA");
        assertThat(row.crv()).contains("Ed25519");
        assertThat(row.expiresAt()).isEmpty();
    }

    @Test
    void aKeyOutlivesARestart() {
        String token = instance(SECRET).jwts().sign(ANN);
        Identity restarted = instance(SECRET);
        assertThat(restarted.jwts().verify(token)).isPresent();
        restarted.jwts().sign(ANN);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void afterTheSecretChangedANewKeySignsAndTheOldOnesTokensStillHold() {
        String before = instance(SECRET).jwts().sign(ANN);
        clock.advance(Duration.ofSeconds(1));
        Identity changed = instance(SECRET + " changed");
        String after = changed.jwts().sign(ANN);
        assertThat(rows()).hasSize(2);
        assertThat(changed.jwts().verify(before)).isPresent();
        assertThat(changed.jwts().verify(after)).isPresent();
        assertThat(changed.keys().published()).hasSize(2);
    }

    @Test
    void theNewestLiveKeySigns() {
        Identity old = instance(SECRET);
        String oldKey = old.keys().signer().getKeyID();
        clock.advance(Duration.ofMinutes(2));
        copyAs("newer", "now() + interval '100 years'");
        copyAs("expired", "'2020-01-01'");
        assertThat(instance(SECRET).keys().signer().getKeyID()).isEqualTo("newer");
        assertThat(old.keys().signer().getKeyID()).as("from memory").isEqualTo(oldKey);
        clock.advance(Duration.ofHours(1));
        assertThat(old.keys().signer().getKeyID()).as("read again after an hour").isEqualTo("newer");
        assertThat(old.keys().published()).extracting(PublicKey::kid).as("an expired key is not published for ever")
                .containsExactlyInAnyOrder(oldKey, "newer");
    }

    @Test
    void aKeyANeighbourMadeIsFoundWhenATokenNamesIt() {
        Identity here = instance(SECRET);
        here.jwts().sign(ANN);
        db.database().identity().update("delete from \"jwks\"");
        String fromNeighbour = instance(SECRET).jwts().sign(ANN);
        assertThat(here.jwts().verify(fromNeighbour)).isPresent();
    }

    @Test
    void madeUpKeyNamesDoNotKeepTheDatabaseAwake() {
        Identity here = instance(SECRET);
        String token = here.jwts().sign(ANN);
        String payloadAndSignature = token.substring(token.indexOf('.'));
        int before = pool.asked();
        for (int i = 0; i < 50; i++) {
            String header = "{\"alg\":\"EdDSA\",\"kid\":\"%032d\"}".formatted(i);
            assertThat(here.jwts()
                    .verify(java.util.Base64.getUrlEncoder().withoutPadding()
                            .encodeToString(header.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            + payloadAndSignature))
                    .isEmpty();
        }
        assertThat(pool.asked() - before).isEqualTo(1);
    }

    @Test
    void inAnOutageTheKeysInMemoryGoOn() {
        Identity here = instance(SECRET);
        here.jwts().sign(ANN);
        pool.takeAway();
        clock.advance(Duration.ofHours(2));
        assertThat(here.jwts().verify(here.jwts().sign(ANN))).isPresent();
        assertThat(here.keys().published()).hasSize(1);
    }

    private Identity instance(String secret) {
        return Identity.over(Database.over(pool), new AuthSettings(secret, PublicAddress.of(URI.create("https://book.example.org"))),
                Optional.empty(), (_, _) -> {},
                clock);
    }

    private static List<KeyRow> rows() {
        return new KeyRows(db.database().identity()).all();
    }

    private static void copyAs(String id, String expiresAt) {
        db.database().identity()
                .update("""
                        insert into "jwks" ("id", "publicKey", "privateKey", "createdAt", "expiresAt", "alg", "crv")
                        select '%s', "publicKey", "privateKey", "createdAt" + interval '1 second', %s, "alg", "crv" from "jwks" order by "createdAt" limit 1"""
                        .formatted(id, expiresAt));
    }
}
