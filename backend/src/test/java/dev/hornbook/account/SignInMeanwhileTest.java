package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.account.AccountException.Reason;
import dev.hornbook.config.SignUp;
import dev.hornbook.testing.TestDatabase;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A password is replaced, and its sessions ended, while somebody signs in with the old one: no session of theirs is left. */
@Tag("integration")
class SignInMeanwhileTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Client CLIENT = new Client("127.0.0.1", Optional.empty());
    private static final String OLD = "correct horse";
    private static final String NEW = "battery staple";
    private static final String TOKEN = "abcdefghijklmnopqrstuvwx";

    private static int number;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @AutoClose
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore turns = new Semaphore(0, true);
    private final Identity crowded = identity(new PasswordHasher(new SecureRandom(), turns, LIMIT));
    private final Identity neighbour = identity(new PasswordHasher(new SecureRandom()));
    private final EmailAddress email = new EmailAddress("ann" + number++ + "@example.org");
    private final User ann = neighbour.accounts()
            .signUp(new NewAccount("Ann", email, OLD, Optional.empty(), Optional.empty()), true, CLIENT)
            .user();

    @Test
    void whoWaitsForTheHashWhileALinkSetsANewPasswordIsRefused() {
        Future<SignedIn> waiting = signInAtTheCrowded();
        reset();
        refused(waiting);
        assertThat(sessions()).isZero();
    }

    @Test
    void whoWaitsForTheHashWhileThePasswordIsChangedEverywhereIsRefused() {
        Future<SignedIn> waiting = signInAtTheCrowded();
        neighbour.ownAccount().changePasswordEverywhere(ann, OLD, NEW, CLIENT);
        refused(waiting);
        assertThat(sessions()).as("the one that began in place of all").isEqualTo(1);
    }

    @Test
    void aSessionThatIsJustBeingWrittenEndsWithTheOthersWhenALinkSetsANewPassword() throws Exception {
        whileASessionIsBeingWritten(() -> {
            reset();
            return null;
        });
        assertThat(sessions()).isZero();
    }

    @Test
    void aSessionThatIsJustBeingWrittenEndsWithTheOthersWhenThePasswordIsChangedEverywhere() throws Exception {
        whileASessionIsBeingWritten(() -> neighbour.ownAccount().changePasswordEverywhere(ann, OLD, NEW, CLIENT));
        assertThat(sessions()).as("the one that began in place of all").isEqualTo(1);
    }

    private Future<SignedIn> signInAtTheCrowded() {
        Future<SignedIn> waiting = threads.submit(() -> crowded.accounts().signIn(email, OLD, true, CLIENT));
        await(turns::hasQueuedThreads);
        return waiting;
    }

    private void refused(Future<SignedIn> waiting) {
        turns.release();
        assertThatThrownBy(waiting::get).cause().isInstanceOfSatisfying(AccountException.class,
                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INVALID_EMAIL_OR_PASSWORD));
    }

    /** The first session that is written waits in the middle of its statement until the change has begun. */
    private void whileASessionIsBeingWritten(Callable<?> change) throws Exception {
        db.asLogin(
                """
                create function held() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock_shared(1); return new; end';
                create trigger held before insert on "session" for each row execute function held()""");
        try (Connection holder = db.login(); Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(1)");
            Future<SignedIn> writing = threads.submit(() -> neighbour.accounts().signIn(email, OLD, true, CLIENT));
            await(() -> waitingForALock() == 1);
            Future<?> changing = threads.submit(change);
            await(() -> changing.isDone() || waitingForALock() == 2);
            statement.execute("select pg_advisory_unlock(1)");
            changing.get();
            assertThat(writing.get().user()).as("the password was right then").isEqualTo(ann);
        } finally {
            db.asLogin("drop function held() cascade");
        }
    }

    private static long waitingForALock() {
        return db.countAsLogin("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    }

    private void reset() {
        db.database().identity().update(
                "insert into \"verification\" (\"id\", \"identifier\", \"value\", \"expiresAt\") values (?, ?, ?, ?)",
                "v", VerificationRows.RESET_PASSWORD + TOKEN, ann.id(), Instant.now().plusSeconds(60));
        neighbour.passwordReset().reset(TOKEN, NEW);
    }

    private long sessions() {
        return db.countAsLogin("select count(*) from \"session\" where \"userId\" = '" + ann.id() + "'");
    }

    private static void await(BooleanSupplier there) {
        for (Instant end = Instant.now().plus(LIMIT); !there.getAsBoolean();) {
            assertThat(Instant.now()).as("it never came to that").isBefore(end);
            Thread.onSpinWait();
        }
    }

    private static Identity identity(PasswordHasher hasher) {
        var settings = new AuthSettings("a secret of more than thirty-two characters",
                PublicAddress.of(URI.create("http://localhost:8080")),
                Optional.empty(), SignUp.OPEN, Duration.ofDays(30));
        return Identity.over(db.database(), settings, Optional.empty(), (guest, account) -> {}, hasher, Clock.systemUTC());
    }
}
