package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.conversation.Asked;
import dev.hornbook.conversation.Conversation;
import dev.hornbook.conversation.Thumb;
import dev.hornbook.conversation.Writing;
import dev.hornbook.database.SystemTask;
import dev.hornbook.database.UserId;
import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what a guest asked; the form of the answers is in {@link SameAnswersTest}. */
@Tag("integration")
class GuestsTest {

    private static int number;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    private final String email = "ann" + number++ + "@example.org";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAGuestAskedGoesWithThemWhenTheySignUpOrIn(boolean known) {
        if (known) {
            server.signUp(email, "correct horse");
        }
        Answer guest = guest();
        UUID asked = ask(user(guest), "Why do robots fall?");
        Answer other = guest();
        UUID others = ask(user(other), "Why not?");

        Answer account = known
                ? server.signIn(email, "correct horse", "cookie", guest.cookies(), "origin", server.origin())
                : server.post("/sign-up/email", "{\"name\":\"Ann\",\"email\":\"%s\",\"password\":\"correct horse\"}".formatted(email),
                        "cookie",
                        guest.cookies(), "origin", server.origin());
        assertThat(account.status()).as(account.body()).isEqualTo(200);

        assertThat(server.conversations.list(user(account), Optional.empty(), 10).conversations()).extracting(Conversation::id)
                .containsExactly(asked);
        assertThat(server.conversations.messages(user(account), asked).orElseThrow()).hasSize(2).first()
                .satisfies(question -> assertThat(question.text()).isEqualTo("Why do robots fall?"));
        assertThat(db.countAsLogin("select count(*) from feedback where user_id = '" + user(account) + "'")).isEqualTo(1);
        assertThat(db.countAsLogin("select count(*) from \"user\" where \"id\" = '" + user(guest) + "'")).isZero();
        assertThat(server.get("/get-session", "cookie", guest.cookies()).body()).isEqualTo("null");
        assertThat(server.conversations.find(user(other), others)).isPresent();
        assertThat(server.get("/get-session", "cookie", other.cookies()).json().at("/user/isAnonymous").asBoolean()).isTrue();
    }

    @Test
    void aWrongPasswordLeavesAGuestWithWhatTheyAsked() {
        server.signUp(email, "correct horse");
        Answer guest = guest();
        UUID asked = ask(user(guest), "Why?");
        assertThat(server.signIn(email, "wrong horse", "cookie", guest.cookies(), "origin", server.origin()).status()).isEqualTo(401);
        assertThat(server.conversations.find(user(guest), asked)).isPresent();
    }

    @Test
    void theRecentOnesAreKeptWhenBothHadAsManyAsAreKept() {
        UserId account = user(server.signUp(email, "correct horse"));
        for (int i = 0; i < AuthServer.KEPT; i++) {
            server.clock.advance(Duration.ofSeconds(1));
            server.conversations.create(account, Optional.empty());
        }
        Answer guest = guest();
        server.clock.advance(Duration.ofSeconds(1));
        UUID newest = ask(user(guest), "Why?");
        server.signIn(email, "correct horse", "cookie", guest.cookies(), "origin", server.origin());
        List<Conversation> kept = server.conversations.list(account, Optional.empty(), 100).conversations();
        assertThat(kept).hasSize(AuthServer.KEPT).first().extracting(Conversation::id).isEqualTo(newest);
    }

    @Test
    void oneWhoIsNoGuestIsMovedByNobody() {
        UserId ann = user(server.signUp(email, "correct horse"));
        UUID asked = ask(ann, "Why?");
        UserId bob = db.newUser();
        server.conversations.adopt(ann, bob);
        assertThat(server.conversations.find(ann, asked)).isPresent();
        assertThat(db.database().asSystem(SystemTask.LINK).update("update feedback set user_id = ? where user_id = ?", bob.value(),
                ann.value()))
                .isZero();
    }

    private static Answer guest() {
        Answer guest = server.request("POST", "/sign-in/anonymous", BodyPublishers.noBody());
        assertThat(guest.status()).as(guest.body()).isEqualTo(200);
        return guest;
    }

    private static UserId user(Answer answer) {
        return new UserId(answer.json().at("/user/id").asText());
    }

    private static UUID ask(UserId user, String text) {
        Conversation conversation = server.conversations.create(user, Optional.empty());
        Asked.Begun asked = (Asked.Begun) server.conversations.ask(user, conversation.id(), text, "key");
        assertThat(server.conversations.complete(user, asked.answer().id(), "Because.", List.of(), Writing.quoted(Instant.now()))).isTrue();
        server.conversations.judge(user, asked.answer().id(), Thumb.UP, Optional.empty());
        return conversation.id();
    }
}
