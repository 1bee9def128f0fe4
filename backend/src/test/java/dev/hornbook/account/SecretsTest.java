package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final String CANARY = "canary-0123456789abcdef0123456789abcdef";

    @Test
    void nothingThatHoldsASecretPrintsIt() {
        Instant now = Instant.EPOCH;
        EmailAddress email = EmailAddress.parse("canary-0123456789abcdef0123456789abcdef@example.org").orElseThrow();
        User user = new User("id", CANARY, email.value(), false, Optional.empty(), now, now, false);
        Session session = new Session("id", CANARY, "id", now, now, now, Optional.empty(), Optional.empty());
        AuthSettings settings = new AuthSettings(CANARY, PublicAddress.of(URI.create("http://127.0.0.1:8080")));
        Invitation invitation = new Invitation(UUID.randomUUID(), Optional.of(email.value()), Optional.of(CANARY), now, now,
                Optional.empty());
        List<Object> holders = List.of(settings, user, session, new SignedIn(session, user),
                new NewAccount(CANARY, email, CANARY, Optional.empty(), Optional.of(CANARY)), email,
                new Credentials(Optional.of("Bearer " + CANARY), Optional.of(CANARY)), Reader.of(user),
                new AccountRows.Credential(user, Optional.of(CANARY)),
                new Sessions.Found(new SignedIn(session, user), false, Optional.empty()),
                new KeyRow("id", CANARY, CANARY, now, Optional.empty(), Optional.empty(), Optional.empty()),
                new SessionCookies(settings, Clock.systemUTC()), new SessionData(new SignedValue(CANARY)),
                new SignedValue(CANARY), new LinkToken(CANARY), invitation,
                new Invitations.Made(invitation, URI.create("http://127.0.0.1/join#" + CANARY)),
                new KeyCipher(CANARY));
        assertThat(holders).allSatisfy(holder -> assertThat(holder.toString()).doesNotContain("canary"));
    }

    @Test
    void aShortSecretIsRefusedUnseen() {
        assertThatThrownBy(() -> new AuthSettings("canary", PublicAddress.of(URI.create("http://127.0.0.1:8080"))))
                .hasMessageContaining("HORNBOOK_SECRET")
                .hasMessageNotContaining("canary");
    }
}
