package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.testing.Contract;
import dev.hornbook.testing.Contract.Operation;
import dev.hornbook.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the running service answers is what docs/contracts/openapi.yaml says: {@link RunningService} judges every answer that any test of the API gets, and
 * here each operation succeeds once.
 */
@Tag("integration")
class ApiContractTest {
    private static final String TOKEN = "operator-token-of-a-test";
    /** They lead on by links that only a mail tells, or redirect where the others answer; AuthWireTest and PasswordResetTest play them. */
    private static final Set<String> BY_MAIL = Set.of("GET /api/auth/delete-user/callback", "GET /api/auth/verify-email",
            "POST /api/auth/reset-password", "POST /api/auth/request-password-reset", "POST /api/auth/forget-password",
            "POST /api/auth/send-verification-email");

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url(), Map.of("HORNBOOK_OPERATOR_TOKEN", TOKEN));

    private final Set<String> answered = new HashSet<>();
    /** What a cache on the way may keep, and give to somebody else. */
    private final Set<String> keepable = new TreeSet<>();

    @Test
    void eachOperationAnswersInItsForm() {
        read();
        SignedInReader ann = service.signUp("ann");
        account(ann);
        converse(ann);
        guest();
        operate();
        whoIsWho(ann);
        leave(ann);

        assertThat(Contract.here().operations()).extracting(Operation::toString)
                .filteredOn(operation -> !answered.contains(operation)).containsExactlyInAnyOrderElementsOf(BY_MAIL);
        assertThat(keepable).isEmpty();
    }

    private void read() {
        String chapter = seen(service.get("/api/v1/textbooks")).json().at("/textbooks/0/chapters/0/slug").asText();
        seen(service.get("/api/v1/textbooks/physical-ai"));
        seen(service.get("/api/v1/textbooks/physical-ai/questions"));
        seen(service.get("/api/v1/textbooks/physical-ai/chapters/" + chapter));
        assertThat(seen(service.get("/api/v1/search?q=gyroscope&limit=3")).json().path("results")).isNotEmpty();
    }

    private void account(SignedInReader ann) {
        answered.add("POST /api/auth/sign-up/email");
        answered.add("GET /api/auth/token");
        String signIn = "{\"email\":\"ann@example.org\",\"password\":\"correct horse\"}";
        String token = seen(service.sendJson("POST", "/api/auth/sign-in/email", signIn)).json().path("token").asText();
        String[] bearer = {"Authorization", "Bearer " + token};
        seen(service.get("/api/auth/get-session", bearer));
        seen(service.get("/api/auth/get-session"));
        seen(service.get("/api/auth/list-sessions", bearer));
        seen(service.get("/api/auth/jwks"));
        seen(service.get("/api/auth/ok"));
        seen(service.get("/api/auth/error"));
        seen(service.get("/api/auth/reset-password/none?callbackURL=/account"));
        seen(service.sendJson("POST", "/api/auth/update-user", "{\"name\":\"Ann Other\",\"image\":null}", bearer));
        seen(service.sendJson("POST", "/api/auth/change-password",
                "{\"currentPassword\":\"correct horse\",\"newPassword\":\"correct horse\"}", bearer));
        seen(service.sendJson("POST", "/api/auth/revoke-session", "{\"token\":\"nobodys\"}", bearer));
        seen(service.send("POST", "/api/auth/revoke-other-sessions", bearer));
        seen(service.send("POST", "/api/auth/revoke-sessions", bearer));
        seen(service.send("POST", "/api/auth/sign-out"));
        seen(ann.get("/api/v1/me"));
        seen(ann.get("/api/v1/me/questions"));
        seen(ann.send("POST", "/api/v1/wake"));
    }

    private void converse(SignedInReader ann) {
        String id = seen(ann.sendJson("POST", "/api/v1/conversations", "{\"textbook\":\"physical-ai\"}")).json().path("id").asText();
        String at = "/api/v1/conversations/" + id;
        assertThat(seen(ann.ask(id, "What does a gyroscope measure?", "1")).events()).extracting(Reply.Event::name)
                .contains("start", "delta", "citation", "done");
        String answer = ann.ask(id, "And an accelerometer?", "2", "Accept", "application/json").json().at("/message/id").asText();
        seen(ann.get("/api/v1/messages/" + answer + "/events", "Last-Event-ID", "1"));
        seen(ann.send("POST", "/api/v1/messages/" + answer + "/stop"));
        seen(ann.sendJson("PUT", "/api/v1/messages/" + answer + "/feedback", "{\"thumb\":\"up\",\"words\":\"Thank you\"}"));
        assertThat(seen(ann.get(at + "/messages")).json().path("messages")).hasSize(4);
        seen(ann.send("DELETE", "/api/v1/messages/" + answer + "/feedback"));
        seen(ann.sendJson("PATCH", at, "{\"title\":\"Gyroscopes\",\"starred\":true}"));
        seen(ann.get(at));
        seen(ann.get("/api/v1/conversations?limit=1"));
        assertThat(seen(ann.get("/api/v1/conversations/search?q=gyroscope")).json().path("matches")).hasSize(1);
        seen(ann.get(at + "/export"));
        seen(ann.get(at + "/export?format=markdown"));
        seen(ann.send("DELETE", at));
        seen(ann.get("/api/v1/me/export"));
    }

    private void guest() {
        answered.add("POST /api/auth/sign-in/anonymous");
        SignedInReader guest = service.guest();
        seen(service.send("POST", "/api/auth/delete-anonymous-user", "Cookie", guest.cookie(), "Origin", service.origin()));
    }

    private void operate() {
        for (String path : new String[]{"/health", "/health/live", "/health/ready", "/health/database", "/metrics", "/openapi",
            "/openapi.json",
            "/openapi/try.js"}) {
            seen(service.get(path));
            seen(service.send("HEAD", path));
        }
        seen(service.send("POST", "/health/database", "Authorization", "Bearer " + TOKEN));
        seen(service.get("/api/v1/status"));
    }

    private void whoIsWho(SignedInReader ann) {
        seen(service.get("/api/v1/house"));
        seen(ann.sendJson("POST", "/api/v1/operator/claim", "{\"token\":\"" + service.operatorToken().orElseThrow() + "\"}"));
        assertThat(seen(ann.get("/api/v1/operator")).json().path("operator").asBoolean()).isTrue();
        Reply made = seen(ann.sendJson("POST", "/api/v1/operator/invitations", "{\"email\":\"cleo@example.org\",\"days\":7}"));
        seen(ann.get("/api/v1/operator/invitations"));
        seen(ann.send("DELETE", "/api/v1/operator/invitations/" + made.json().path("id").asText()));
        seen(service.send(service.request("/api/v1/operator/textbooks?name=a.md", ann.signed("Content-Type", "text/markdown"))
                .POST(BodyPublishers.ofString("# A page\n\nOf words.\n"))));
        seen(ann.send("DELETE", "/api/v1/operator/textbooks/a"));
    }

    private void leave(SignedInReader ann) {
        SignedInReader bob = service.signUp("bob");
        seen(service.sendJson("POST", "/api/auth/delete-user", "{\"password\":\"correct horse\"}", "Cookie", bob.cookie(), "Origin",
                service.origin()));
        seen(ann.sendJson("DELETE", "/api/v1/me", "{\"password\":\"correct horse\"}"));
    }

    @Test
    void theContractIsServedAsItStands() throws Exception {
        String yaml = service.get("/openapi").body();
        assertThat(yaml).isEqualTo(Contract.here().text());
        assertThat(service.get("/openapi.json").json())
                .isEqualTo(new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|text/html",
        "application/json|application/json", "application/json, */*;q=0.1|application/json", "*/*|application/yaml",
        "image/png|application/yaml",
        "application/yaml, application/json|application/yaml"})
    void whoeverAsksGetsTheFormThatTheyAskFor(String accepted, String type) {
        Reply contract = service.get("/openapi", "Accept", accepted);
        assertThat(contract.header("content-type").orElse("")).startsWith(type);
        assertThat(String.join(", ", contract.response().headers().allValues("Vary"))).isEqualTo("Accept, Accept-Encoding");
    }

    @Test
    void thePageLoadsNothingThatIsNotServedHereAndKeepsTheRules() {
        Reply page = service.get("/openapi", "Accept", "text/html");
        assertThat(page.header("content-security-policy").orElse("")).contains("script-src 'self'; style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("://").doesNotContain("style=");
        for (String file : new String[]{"swagger-ui.css", "swagger-ui-bundle.js", "try.css", "try.js"}) {
            assertThat(page.body()).contains("\"/openapi/" + file + "\"");
            assertThat(service.get("/openapi/" + file).body()).isNotEmpty();
        }
        service.get("/openapi/nothing.js").isProblem(404);
    }

    private Reply seen(Reply reply) {
        assertThat(reply.status()).as(reply + " " + reply.body()).isLessThan(400);
        Operation operation = reply.operation().orElseThrow();
        answered.add(operation.toString());
        if (operation.path().startsWith("/api/") && !reply.response().headers().allValues("Cache-Control").equals(List.of("no-store"))) {
            keepable.add(operation.toString());
        }
        return reply;
    }
}
