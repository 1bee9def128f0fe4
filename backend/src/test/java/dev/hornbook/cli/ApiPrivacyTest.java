package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is held about a reader, taken along and erased. */
@Tag("integration")
class ApiPrivacyTest {
    private static final String QUESTION = "How is the capture point computed?";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());

    @Test
    void everythingHeldIsInTheExportAndNothingOfAnybodyElse() throws IOException {
        SignedInReader ann = service.signUp("ann");
        SignedInReader eve = service.signUp("eve");
        String conversation = ann.newConversation();
        JsonNode answer = ann.ask(conversation, QUESTION, "k", "Accept", "application/json").json().path("message");
        ann.sendJson("PUT", "/api/v1/messages/" + answer.path("id").asText() + "/feedback", "{\"thumb\":\"up\",\"words\":\"Helped me.\"}");
        ann.sendJson("PATCH", "/api/v1/conversations/" + ann.newConversation(), "{\"title\":\"../../an empty one\"}");
        eve.ask(eve.newConversation(), "Where is the treasure?", "k");
        invite("eve", null, "ann");
        invite("eve", "ann@example.org", null);
        invite("eve", "treasure@example.org", null);
        invite("ann", "friend@example.org", null);

        Map<String, String> files = export(ann);

        assertThat(files.keySet()).containsExactly("README.txt", "account.json", "conversations/0001-an-empty-one.json",
                "conversations/0001-an-empty-one.md", "conversations/0002-How-is-the-capture-point-computed.json",
                "conversations/0002-How-is-the-capture-point-computed.md");
        JsonNode account = new ObjectMapper().readTree(files.get("account.json"));
        assertThat(account.at("/user/email").asText()).isEqualTo("ann@example.org");
        assertThat(account.path("waysIn")).hasSize(1);
        assertThat(account.at("/waysIn/0/password").asBoolean()).isTrue();
        assertThat(account.at("/sessions/0/ipAddress").asText()).isEqualTo("127.0.0.1");
        assertThat(account.path("invitations")).as("came with, sent to, made").hasSize(3);
        assertThat(account.path("invitations").findValuesAsText("email")).containsExactly("null", "ann@example.org", "friend@example.org");
        assertThat(account.path("invitations").findValuesAsText("madeBy")).containsExactly("null", "null", "ann@example.org");
        JsonNode told = new ObjectMapper().readTree(files.get("conversations/0002-How-is-the-capture-point-computed.json"));
        assertThat(told).isEqualTo(ann.get("/api/v1/conversations/" + conversation + "/export").json());
        assertThat(told.at("/messages/1/feedback/words").asText()).isEqualTo("Helped me.");

        String all = String.join("\n", files.values());
        assertThat(all).doesNotContain("eve@example.org", "treasure");
        assertThat(all).doesNotContain(db.textsAsLogin("select \"password\" from \"account\" union all select \"token\" from \"session\""));
    }

    @Test
    void anExportThatBreaksOffCannotBeTakenForTheWhole() {
        SignedInReader ann = service.signUp("unlucky");
        String id = ann.get("/api/v1/me").json().path("id").asText();
        ann.ask(ann.newConversation(), "Which answer cannot be read?", "k", "Accept", "application/json");
        db.asLogin("update message set citations = '{}' where role = 'book' and user_id = '" + id + "'");
        ann.ask(ann.newConversation(), QUESTION, "k", "Accept", "application/json");
        db.asLogin("""
                   update message set text = (select string_agg(md5(random()::text), ' ') from generate_series(1, 5000))
                   where role = 'reader' and user_id = '%s' and text = '%s'""".formatted(id, QUESTION));

        assertThatThrownBy(() -> service.bytes("/api/v1/me/export", ann.signed())).isInstanceOf(UncheckedIOException.class);
    }

    /** A new table with a user in it has to be exported, and erased, or to be named here with a reason. */
    @Test
    void noTableHoldsAUserThatTheExportDoesNotKnow() {
        assertThat(db.textsAsLogin("""
                                   select table_name || '.' || column_name from information_schema.columns
                                   where table_schema = 'public' and (column_name in ('user_id', 'userId', 'email') or table_name = 'user')
                                   order by 1"""))
                .contains("user.email")
                .filteredOn(column -> !column.startsWith("user."))
                .containsExactly("account.userId", "conversation.user_id", "feedback.user_id", "invitation.email", "message.user_id",
                        "operator.user_id", "question_count.user_id", "session.userId");
    }

    @Test
    void erasingTakesEverythingAtOnceAndEndsEverySession() {
        SignedInReader gone = service.signUp("gone");
        SignedInReader stays = service.signUp("stays");
        String id = gone.get("/api/v1/me").json().path("id").asText();
        String answer = gone.ask(gone.newConversation(), QUESTION, "k", "Accept", "application/json").json().at("/message/id").asText();
        gone.sendJson("PUT", "/api/v1/messages/" + answer + "/feedback", "{\"thumb\":\"up\"}");
        stays.newConversation();
        invite("stays", "gone@example.org", null);
        invite("stays", "somebody@example.org", null);
        long others = rowsOfOthers(id);

        Reply erased = gone.sendJson("DELETE", "/api/v1/me", "{\"password\":\"correct horse\"}");

        assertThat(erased.status()).as(erased.body()).isEqualTo(204);
        assertThat(erased.response().headers().allValues("set-cookie")).anySatisfy(cookie -> assertThat(cookie).contains("Max-Age=0"));
        for (String table : List.of("conversation where user_id", "message where user_id", "feedback where user_id",
                "\"session\" where \"userId\"",
                "\"account\" where \"userId\"", "\"user\" where \"id\"")) {
            assertThat(db.countAsLogin("select count(*) from " + table + " = '" + id + "'")).as(table).isZero();
        }
        assertThat(db.textsAsLogin("select email from invitation where email in ('gone@example.org', 'somebody@example.org')"))
                .containsExactly("somebody@example.org");
        assertThat(rowsOfOthers(id)).isEqualTo(others);
        gone.get("/api/v1/me").isProblem(401);
        gone.get("/api/v1/messages/" + answer + "/events").isProblem(401);
        service.get("/api/v1/conversations", "Cookie", gone.cookie()).isProblem(401);
        assertThat(service.get("/api/auth/get-session", "Cookie", gone.cookie()).body()).isEqualTo("null");
        assertThat(service.sendJson("POST", "/api/auth/sign-in/email", "{\"email\":\"gone@example.org\",\"password\":\"correct horse\"}")
                .status())
                .isEqualTo(401);
        assertThat(stays.get("/api/v1/conversations").json().path("conversations")).hasSize(1);
    }

    @Test
    void withoutThePasswordNothingIsErased() {
        SignedInReader ann = service.signUp("careful");
        ann.newConversation();

        assertThat(ann.send("DELETE", "/api/v1/me").isProblem(403).code()).isEqualTo("confirmation-needed");
        assertThat(service.sendJson("DELETE", "/api/v1/me", "{}", "Cookie", ann.cookie(), "Origin", service.origin()).isProblem(403).code())
                .as("a fresh session is not enough where there is a password").isEqualTo("confirmation-needed");
        service.sendJson("DELETE", "/api/v1/me", "{\"password\":\"correct horse\"}", "Cookie", ann.cookie(), "Origin",
                "https://evil.example")
                .isProblem(403);
        for (int guess = 0; guess < 6; guess++) {
            assertThat(ann.sendJson("DELETE", "/api/v1/me", "{\"password\":\"wrong horse\"}").isProblem(403).code())
                    .isEqualTo("wrong-password");
        }
        Reply tooMany = ann.sendJson("DELETE", "/api/v1/me", "{\"password\":\"correct horse\"}").isProblem(429);
        assertThat(tooMany.header("retry-after")).isPresent();

        assertThat(ann.get("/api/v1/conversations").json().path("conversations")).hasSize(1);
    }

    @Test
    void anAccountWithoutAPasswordIsErasedByAFreshSessionAndNotByATokenAlone() {
        SignedInReader ann = service.signUp("elsewhere");
        String id = ann.get("/api/v1/me").json().path("id").asText();
        db.asLogin("update \"account\" set \"providerId\" = 'github', \"password\" = null where \"userId\" = '" + id + "'");

        assertThat(ann.sendJson("DELETE", "/api/v1/me", "{}").isProblem(403).code()).isEqualTo("confirmation-needed");
        assertThat(ann.sendJson("DELETE", "/api/v1/me", "{\"password\":\"correct horse\"}").isProblem(403).code())
                .isEqualTo("confirmation-needed");
        db.asLogin("update \"session\" set \"createdAt\" = \"createdAt\" - interval '25 hours' where \"userId\" = '" + id + "'");
        assertThat(eraseByCookie(ann).isProblem(403).code()).isEqualTo("confirmation-needed");
        db.asLogin("update \"session\" set \"createdAt\" = \"createdAt\" + interval '25 hours' where \"userId\" = '" + id + "'");
        assertThat(eraseByCookie(ann).status()).isEqualTo(204);
        ann.get("/api/v1/me").isProblem(401);
    }

    @Test
    void aGuestWhoCannotSignInAgainIsErasedByTheirSessionHoweverOld() {
        Reply signedIn = service.sendJson("POST", "/api/auth/sign-in/anonymous", "{}", "Origin", service.origin());
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        String cookie = signedIn.header("set-cookie").orElseThrow().replaceFirst(";.*", "");
        String id = service.get("/api/v1/me", "Cookie", cookie).json().path("id").asText();
        db.asLogin("update \"session\" set \"createdAt\" = \"createdAt\" - interval '25 hours' where \"userId\" = '" + id + "'");

        assertThat(service.sendJson("DELETE", "/api/v1/me", "{}", "Cookie", cookie, "Origin", service.origin()).status()).isEqualTo(204);

        assertThat(db.countAsLogin("select count(*) from \"user\" where \"id\" = '" + id + "'")).isZero();
        service.get("/api/v1/me", "Cookie", cookie).isProblem(401);
    }

    @Test
    void whoDeletesThemselvesOnBetterAuthsWireLeavesNoAnswerInMemoryEither() {
        for (boolean asGuest : new boolean[]{true, false}) {
            SignedInReader gone = asGuest ? service.guest() : service.signUp("wired");
            String answer = gone.ask(gone.newConversation(), "What does a gyroscope measure?", "1", "Accept", "application/json").json()
                    .at("/message/id").asText();
            assertThat(gone.get("/api/v1/messages/" + answer + "/events").status()).isEqualTo(200);

            String body = asGuest ? "{}" : "{\"password\":\"correct horse\"}";
            assertThat(service.sendJson("POST", asGuest ? "/api/auth/delete-anonymous-user" : "/api/auth/delete-user", body, "Cookie",
                    gone.cookie(), "Origin", service.origin()).status()).isEqualTo(200);

            gone.get("/api/v1/messages/" + answer + "/events").isProblem(401);
            gone.get("/api/v1/me").isProblem(401);
        }
    }

    /** An invitation; names are those of {@code RunningService.signUp}, null for nobody. */
    private static void invite(String by, String email, String usedBy) {
        String user = "(select \"id\" from \"user\" where \"email\" = '%s@example.org')";
        db.asLogin(
                """
                insert into invitation (id, token_hash, email, made_by, made_at, expires_at, used_by, used_at)
                values (gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), %s, %s, clock_timestamp(), now() + interval '1 day', %s, %s)"""
                        .formatted(email == null ? "null" : "'" + email + "'", user.formatted(by),
                                usedBy == null ? "null" : user.formatted(usedBy),
                                usedBy == null ? "null" : "now()"));
    }

    private static Reply eraseByCookie(SignedInReader reader) {
        return service.sendJson("DELETE", "/api/v1/me", "{}", "Cookie", reader.cookie(), "Origin", service.origin());
    }

    private static long rowsOfOthers(String id) {
        return db.countAsLogin(
                """
                select (select count(*) from conversation where user_id <> '%1$s') + (select count(*) from message where user_id <> '%1$s')
                    + (select count(*) from "session" where "userId" <> '%1$s') + (select count(*) from "user" where "id" <> '%1$s')"""
                        .formatted(id));
    }

    private static Map<String, String> export(SignedInReader reader) throws IOException {
        var reply = service.bytes("/api/v1/me/export", reader.signed());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/zip");
        assertThat(reply.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("attachment; filename=\"hornbook-my-data.zip\"");
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(reply.body()), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
