package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.hornbook.testing.EverythingLogged;
import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The tokens of the operator's link and of invitations come back by no log at any level, by no refusal, and travel in no address. */
@Tag("integration")
@Isolated("it has everything logged")
class LinkCanaryTest {
    @AutoClose
    private final EverythingLogged log = new EverythingLogged();

    @Test
    void noLinksTokenLeavesByALogOrARefusal() throws Exception {
        List<Reply> refusals = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        try (var db = TestDatabase.migrated(); var service = new RunningService(db.url(), Map.of("HORNBOOK_SIGN_UP", "invited"))) {
            String link = service.operatorToken().orElseThrow();
            assertThat(signUp(service, "ann", link).status()).isEqualTo(200);
            SignedInReader ann = service.signIn("ann");
            refusals.add(service.sendJson("POST", "/api/v1/operator/claim", claim(link)));
            refusals.add(ann.sendJson("POST", "/api/v1/operator/claim", claim(link) + "}"));
            refusals.add(ann.sendJson("POST", "/api/v1/operator/claim", "{\"token\":[\"" + link + "\"]}"));
            assertThat(ann.sendJson("POST", "/api/v1/operator/claim", claim(link)).status()).isEqualTo(200);
            refusals.add(ann.sendJson("POST", "/api/v1/operator/claim", claim(link)));
            refusals.add(signUp(service, "late", link));

            String first = invite(ann);
            assertThat(signUp(service, "bob", first).status()).isEqualTo(200);
            refusals.add(signUp(service, "carl", first));
            refusals.add(signUp(service, "bob", invite(ann)));
            String last = invite(ann);
            db.asLogin("alter table invitation rename to elsewhere");
            refusals.add(aFaultOfOurs(service.request("/api/auth/sign-up/email", "Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(newAccount("dora", last)))));
            secrets.addAll(List.of(link, first, last));
        }

        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal.status()).as(refusal.toString()).isGreaterThanOrEqualTo(400);
            assertThat(refusal.body()).doesNotContain(secrets);
            assertThat(refusal.response().request().uri().toString()).doesNotContain(secrets);
        });
        assertThat(log.events()).extracting(ILoggingEvent::getFormattedMessage).anyMatch(line -> line.contains("/api/v1/operator/claim"));
        assertThat(log.events()).extracting(ILoggingEvent::getLevel).contains(Level.ERROR);
        assertThat(log.texts()).allSatisfy(line -> assertThat(line).doesNotContain(secrets));
    }

    private static String claim(String token) {
        return "{\"token\":\"" + token + "\"}";
    }

    private static String invite(SignedInReader operator) {
        return operator.sendJson("POST", "/api/v1/operator/invitations", "{}").json().path("link").asText().replaceFirst(".*/join#", "");
    }

    private static Reply signUp(RunningService service, String name, String invitation) {
        return service.sendJson("POST", "/api/auth/sign-up/email", newAccount(name, invitation));
    }

    private static String newAccount(String name, String invitation) {
        return "{\"name\":\"%1$s\",\"email\":\"%1$s@example.org\",\"password\":\"correct horse\",\"invitation\":\"%2$s\"}"
                .formatted(name, invitation);
    }

    /** Which no contract names. */
    private static Reply aFaultOfOurs(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var reply = new Reply(client.send(request.build(), BodyHandlers.ofString()));
            assertThat(reply.status()).isEqualTo(500);
            return reply;
        }
    }
}
