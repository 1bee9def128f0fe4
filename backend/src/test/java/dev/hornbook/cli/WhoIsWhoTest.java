package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.http.ServerRoutes;
import dev.hornbook.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who becomes the operator, whom the operator lets in, and what nobody else may. Two instances of one house: invited, and open. */
@Tag("integration")
class WhoIsWhoTest {
    private static final String TOKEN = "operator-token-of-a-test";
    private static final int MANY = 32;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url(),
            Map.of("HORNBOOK_SIGN_UP", "invited", "HORNBOOK_OPERATOR_TOKEN", TOKEN));
    @AutoClose
    private static final RunningService open = new RunningService(db.url());
    private static final String link = service.operatorToken().orElseThrow();
    private static final SignedInReader bob = open.signUp("bob");
    private static final SignedInReader carl = open.signUp("carl");
    private static SignedInReader ann;

    /** Signs up with the link though nobody is let in without an invitation, and becomes the operator. */
    @BeforeAll
    static void annBecomesTheOperator() {
        assertThat(signUp(service, "ann", link).status()).isEqualTo(200);
        SignedInReader signedUp = service.signIn("ann");
        assertThat(signedUp.get("/api/v1/operator").json().path("operator").asBoolean()).isFalse();

        List<Integer> claims = atOnce(i -> (i % 2 == 0 ? signedUp : bob).sendJson("POST", "/api/v1/operator/claim",
                "{\"token\":\"%s\"}".formatted(i % 3 == 0 ? open.operatorToken().orElseThrow() : link)).status());

        assertThat(claims).containsOnlyOnce(200).contains(403).doesNotContain(500);
        assertThat(db.countAsLogin("select count(*) from operator")).isOne();
        assertThat(db.countAsLogin("select count(*) from operator_link")).isZero();
        // Whoever it was, it is Ann's from here on.
        db.asLogin("update operator set user_id = (select \"id\" from \"user\" where \"email\" = 'ann@example.org')");
        ann = signedUp;
    }

    @Test
    void whereThereIsAnOperatorTheLinkLetsNobodyInAndAnotherStartPrintsNone() {
        assertThat(signUp(service, "late", link).json().path("code").asText()).isEqualTo("INVITATION_REFUSED");
        assertThat(bob.sendJson("POST", "/api/v1/operator/claim", "{\"token\":\"" + link + "\"}").isProblem(403).code())
                .isEqualTo("operator-link-refused");
        try (var again = new RunningService(db.url())) {
            assertThat(again.operatorToken()).isEmpty();
        }
    }

    @Test
    void aClosedHouseIsBegunByWhoeverHasItsLinkAndByNobodyElse() {
        try (TestDatabase fresh = TestDatabase.migrated();
                RunningService closed = new RunningService(fresh.url(), Map.of("HORNBOOK_SIGN_UP", "closed"))) {
            String token = closed.operatorToken().orElseThrow();
            assertThat(fresh.textsAsLogin("select encode(token_hash, 'escape') from operator_link").toString()).doesNotContain(token);
            assertThat(closed.get("/api/v1/house").json().path("signUp").asText()).isEqualTo("closed");
            for (String invitation : new String[]{"", "x".repeat(32), token.toLowerCase(Locale.ROOT)}) {
                Reply refused = signUp(closed, "eve", invitation);
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.code()).isEqualTo("EMAIL_PASSWORD_SIGN_UP_DISABLED");
            }
            assertThat(closed.send("POST", "/api/auth/sign-in/anonymous").code()).isEqualTo("ANONYMOUS_SIGN_IN_DISABLED");
            assertThat(fresh.countAsLogin("select count(*) from \"user\"")).isZero();

            assertThat(signUp(closed, "first", token).status()).isEqualTo(200);
        }
    }

    @Test
    void aGuestDoesNotBecomeTheOperator() {
        try (TestDatabase fresh = TestDatabase.migrated(); RunningService house = new RunningService(fresh.url())) {
            String claim = "{\"token\":\"" + house.operatorToken().orElseThrow() + "\"}";
            house.guest().sendJson("POST", "/api/v1/operator/claim", claim).isProblem(403);
            house.sendJson("POST", "/api/v1/operator/claim", claim).isProblem(401);
            assertThat(house.signUp("cleo").sendJson("POST", "/api/v1/operator/claim", claim).status()).isEqualTo(200);
        }
    }

    @Test
    void withoutAnInvitationNobodySignsUpWhereOneIsNeeded() {
        assertThat(service.get("/api/v1/house").json().path("signUp").asText()).isEqualTo("invited");
        assertThat(open.get("/api/v1/house").json().path("signUp").asText()).isEqualTo("open");
        Reply refused = signUp(service, "uninvited", "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("INVITATION_REQUIRED");
        assertThat(refused.json().path("message").asText()).contains("invitation");
        assertThat(signUp(service, "uninvited", "x".repeat(32)).code()).isEqualTo("INVITATION_REFUSED");
        assertThat(signUp(service, "uninvited", "short").code()).isEqualTo("INVITATION_REFUSED");
        assertThat(service.send("POST", "/api/auth/sign-in/anonymous").status()).isEqualTo(403);
        assertThat(db.countAsLogin("select count(*) from \"user\" where \"name\" = 'uninvited'")).isZero();
    }

    @Test
    void thirtyTwoSignUpsWithOneInvitationMakeOneAccount() {
        String invitation = invite("{}");

        List<Integer> answers = atOnce(i -> signUp(service, "crowd" + i, invitation).status());

        assertThat(answers).containsOnlyOnce(200).doesNotContain(500);
        assertThat(db.countAsLogin("select count(*) from \"user\" where \"name\" like 'crowd%'")).isOne();
    }

    @Test
    void anInvitationIsForItsAddressAndForOnce() {
        String invitation = invite("{\"email\":\"Dora@Example.org\"}");

        assertThat(signUp(service, "eve2", invitation).code()).isEqualTo("INVITATION_REFUSED");
        assertThat(signUp(service, "dora", invitation).status()).isEqualTo(200);
        assertThat(signUp(service, "dora2", invitation).code()).isEqualTo("INVITATION_REFUSED");
        JsonNode listed = listed("dora@example.org");
        assertThat(listed.path("madeBy").asText()).isEqualTo("ann@example.org");
        assertThat(listed.path("usedAt").asText()).isNotEmpty();
        assertThat(listed.has("link")).isFalse();
    }

    @Test
    void aSignUpThatFailsUsesUpNoInvitation() {
        String invitation = invite("{}");

        assertThat(signUp(service, "bob", invitation).status()).isEqualTo(422);

        assertThat(signUp(service, "finn", invitation).status()).isEqualTo(200);
    }

    @Test
    void anInvitationThatIsWithdrawnOrOldLetsNobodyIn() {
        Reply made = ann.sendJson("POST", "/api/v1/operator/invitations", "{\"email\":\"gone@example.org\",\"days\":1}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("cache-control")).hasValue("no-store");
        String at = "/api/v1/operator/invitations/" + made.json().path("id").asText();
        assertThat(ann.send("DELETE", at).status()).isEqualTo(204);
        ann.send("DELETE", at).isProblem(404);
        assertThat(signUp(service, "gone", token(made)).code()).isEqualTo("INVITATION_REFUSED");

        String old = invite("{\"email\":\"old@example.org\"}");
        db.asLogin("update invitation set expires_at = now() where email = 'old@example.org'");
        assertThat(signUp(service, "old", old).code()).isEqualTo("INVITATION_REFUSED");
    }

    @Test
    void whereSignUpIsOpenAnInvitationIsUsedUpAllTheSame() {
        invite("{\"email\":\"hal@example.org\"}");
        String invitation = invite("{\"email\":\"ida@example.org\"}");

        assertThat(signUp(open, "ida", invitation).status()).isEqualTo(200);
        assertThat(signUp(open, "hal", "nonsense").status()).isEqualTo(200);

        assertThat(listed("ida@example.org").has("usedAt")).isTrue();
        assertThat(listed("hal@example.org").has("usedAt")).isFalse();
    }

    @Test
    void whatIsAskedOfAnInvitationIsJudged() {
        for (String body : List.of("{\"email\":\"nobody\"}", "{\"days\":0}", "{\"days\":366}")) {
            ann.sendJson("POST", "/api/v1/operator/invitations", body).isProblem(422);
        }
        for (String body : List.of("{\"days\":\"x\"}", "{\"days\":1.5}", "{\"emails\":[]}", "[]")) {
            ann.sendJson("POST", "/api/v1/operator/invitations", body).isProblem(400);
        }
    }

    static Stream<ServerRoutes.Route> operatorsRoutes() {
        return ServerRoutes.all().stream()
                .filter(route -> route.path().startsWith("/api/v1/operator/") && !route.path().endsWith("/claim"));
    }

    @ParameterizedTest
    @MethodSource("operatorsRoutes")
    void onlyOperatorsUseTheirRoutes(ServerRoutes.Route route) {
        String path = route.path().replace("{id}", UUID.randomUUID().toString()).replace("{slug}", "physical-ai");
        assertThat(service.send(route.method(), path).isProblem(401).header("www-authenticate")).hasValue("Bearer");
        assertThat(carl.send(route.method(), path).isProblem(403).code()).isEqualTo("operators-only");
        assertThat(service.send(route.method(), path, "Authorization", "Bearer " + TOKEN + "x").isProblem(403).code())
                .isEqualTo("operator-token-refused");
        if (!route.method().equals("GET")) {
            service.send(route.method(), path, "Cookie", ann.cookie(), "Origin", "https://evil.example").isProblem(403);
        }
        for (Reply allowed : List.of(ann.send(route.method(), path),
                service.send(route.method(), path, "Authorization", "Bearer " + TOKEN))) {
            assertThat(allowed.status()).as(allowed.body()).isNotIn(401, 403);
        }
    }

    @Test
    void metricsAndTheDatabasesCheckAreAnOperatorAccountsToo() {
        String[] elsewhere = {"X-Forwarded-For", "203.0.113.7"};
        service.get("/metrics", elsewhere).isProblem(401);
        carl.get("/metrics", elsewhere).isProblem(403);
        assertThat(ann.get("/metrics", elsewhere).status()).isEqualTo(200);
        carl.send("POST", "/health/database").isProblem(403);
        assertThat(ann.send("POST", "/health/database").status()).isEqualTo(200);
        assertThat(service.send("POST", "/health/database", "Cookie", ann.cookie(), "Origin", service.origin()).status()).isEqualTo(200);
        service.send("POST", "/health/database", "Cookie", ann.cookie()).isProblem(403);
    }

    @Test
    void whoIsNoOperatorAnyMoreChangesNothingAnyMore() {
        assertThat(signUp(service, "kim", invite("{}")).status()).isEqualTo(200);
        SignedInReader kim = service.signIn("kim");
        db.asLogin("insert into operator select \"id\", now() from \"user\" where \"email\" = 'kim@example.org'");
        String theirs = token(kim.sendJson("POST", "/api/v1/operator/invitations", "{}"));

        db.asLogin("delete from operator where user_id = (select \"id\" from \"user\" where \"email\" = 'kim@example.org')");
        kim.sendJson("POST", "/api/v1/operator/invitations", "{}").isProblem(403);

        assertThat(kim.sendJson("DELETE", "/api/v1/me", "{\"password\":\"correct horse\"}").status()).isEqualTo(204);
        assertThat(signUp(service, "lea", theirs).code()).isEqualTo("INVITATION_REFUSED");
    }

    private static String invite(String wish) {
        Reply made = ann.sendJson("POST", "/api/v1/operator/invitations", wish);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return token(made);
    }

    private static String token(Reply made) {
        return made.json().path("link").asText().replaceFirst(".*/join#", "");
    }

    private static JsonNode listed(String email) {
        for (JsonNode each : ann.get("/api/v1/operator/invitations").json().path("invitations")) {
            if (each.path("email").asText().equals(email)) {
                return each;
            }
        }
        throw new AssertionError("no invitation for " + email);
    }

    /** @param invitation empty for none */
    private static Reply signUp(RunningService at, String name, String invitation) {
        String more = invitation.isEmpty() ? "" : ",\"invitation\":\"" + invitation + "\"";
        return at.sendJson("POST", "/api/auth/sign-up/email",
                "{\"name\":\"%1$s\",\"email\":\"%1$s@example.org\",\"password\":\"correct horse\"%2$s}".formatted(name, more));
    }

    private static <T> List<T> atOnce(IntFunction<T> each) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(IntStream.range(0, MANY).<Callable<T>>mapToObj(i -> () -> each.apply(i)).toList()).stream()
                    .map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
