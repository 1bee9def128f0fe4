package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a body brings or takes along is in no {@code toString}. */
class BodySecretsTest {
    private static final String CANARY = "canary0123456789canary0123456789";

    @Test
    void nothingThatIsReadOrSentPrintsItsSecret() {
        List<Object> holders = List.of(new OperatorRoutes.Claim(CANARY), new MeRoutes.Confirmation(Optional.of(CANARY)),
                new OperatorRoutes.InvitationView(UUID.randomUUID(), Optional.of(CANARY), Optional.of(CANARY), Instant.EPOCH,
                        Instant.EPOCH, Optional.empty(), Optional.of(URI.create("http://127.0.0.1/join#" + CANARY))));

        assertThat(holders).allSatisfy(holder -> assertThat(holder.toString()).doesNotContain("canary"));
    }
}
