package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes beyond Better Auth, or away from it; the rest is in {@link SameAnswersTest}. */
@Tag("integration")
class OwnAccountTest {

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    @Test
    void deletingAnAccountTakesEverythingSaidWithItAndNobodyElsesWords() {
        Answer gone = server.signUp("gone@example.org", "correct horse");
        Answer stays = server.signUp("stays@example.org", "correct horse");
        for (Answer reader : new Answer[]{gone, stays}) {
            db.asLogin("""
                       with c as (
                         insert into conversation (id, user_id, title, created_at, updated_at)
                         values (gen_random_uuid(), '%1$s', 'A question', now(), now()) returning id
                       ), m as (
                         insert into message (id, conversation_id, user_id, role, status, text, created_at)
                         select gen_random_uuid(), id, '%1$s', 'reader', 'complete', 'Why?', now() from c returning id
                       )
                       select count(*) from m""".formatted(reader.json().at("/user/id").asText()));
        }
        db.asLogin(
                "insert into feedback (message_id, user_id, thumb, created_at, updated_at) select id, user_id, 'up', now(), now() from message");
        db.asLogin(
                "insert into \"verification\" (\"id\", \"identifier\", \"value\", \"expiresAt\") select 'v', 'reset-password:x', '%s', now()"
                        .formatted(gone.json().at("/user/id").asText()));
        assertThat(server.post("/delete-user", "{\"password\":\"correct horse\"}", "cookie", gone.cookies(), "origin", server.origin())
                .status())
                .isEqualTo(200);
        for (String table : new String[]{"\"user\"", "\"account\"", "\"session\"", "conversation", "message", "feedback"}) {
            assertThat(db.countAsLogin("select count(*) from " + table)).as(table).isEqualTo(1);
        }
        assertThat(db.countAsLogin("select count(*) from \"verification\"")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":1}", "{\"name\":null}", "{\"image\":5}", "{\"name\":\"a\\u0000\"}"})
    void aNameOrPictureThatIsNoTextIsRefused(String body) {
        Answer answer = server.post("/update-user", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void aPasswordIsGuessedWithASessionNoMoreOftenThanAtTheFrontDoor() {
        Answer signedUp = server.signUp("guessed@example.org", "correct horse");
        for (int guess = 0; guess < 6; guess++) {
            assertThat(change(signedUp, "wrong horse").status()).isEqualTo(400);
        }
        assertThat(change(signedUp, "correct horse").status()).isEqualTo(429);
        assertThat(server.signIn("guessed@example.org", "correct horse").status()).isEqualTo(429);
        server.clock.advance(Duration.ofMinutes(1));
        assertThat(change(signedUp, "correct horse").status()).isEqualTo(200);
    }

    private static Answer change(Answer signedUp, String current) {
        return server.post("/change-password", "{\"newPassword\":\"battery staple\",\"currentPassword\":\"%s\"}".formatted(current),
                "cookie",
                signedUp.cookies(), "origin", server.origin());
    }
}
