package dev.hornbook.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords a few at a time: each takes a core for a tenth of a second and 32 MiB, so a crowd signing in waits its
 * turn, first come first served, rather than take the server down together.
 * <p>
 * The work runs on platform threads. Virtual threads are not time-sliced: as many hashes as there are carriers would stop
 * every other request until one is done. A thread a hash costs a thousandth of the hash, and leaves nothing to close.
 */
final class PasswordHasher {

    /**
     * How long one waits for a turn before {@link BusyException}: a lecture hall of 150 signing in at once on two cores is
     * through in less.
     */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore turns;
    private final Duration patience;
    private final SecureRandom random;

    PasswordHasher(SecureRandom random) {
        this(random, Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    PasswordHasher(SecureRandom random, int atOnce, Duration patience) {
        this(random, new Semaphore(atOnce, true), patience);
    }

    PasswordHasher(SecureRandom random, Semaphore turns, Duration patience) {
        this.random = random;
        this.turns = turns;
        this.patience = patience;
    }

    /**
     * The text to store for {@code password}.
     *
     * @throws BusyException if no turn came in time
     */
    String hash(String password) {
        byte[] salt = new byte[PasswordHash.SALT_BYTES];
        random.nextBytes(salt);
        return inTurn(() -> PasswordHash.of(password, salt));
    }

    /**
     * Whether {@code password} is the stored one. With nothing stored (no such user, or one without a password) the answer
     * is no, after the same work: how long it takes does not tell who has an account.
     *
     * @throws BusyException if no turn came in time
     */
    boolean verify(String password, Optional<String> stored) {
        return inTurn(() -> PasswordHash.matches(password, stored.orElse("")));
    }

    private <T> T inTurn(Callable<T> work) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException(patience);
            }
            return start(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException(patience);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Hashing a password failed.", e.getCause());
        }
    }

    /** Starts {@code work}, which gives its turn back when it is done: also when nobody waits for it any more. */
    private <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.call();
            } finally {
                turns.release();
            }
        });
        boolean started = false;
        try {
            Thread.ofPlatform().daemon().name("password-hash").start(task);
            started = true;
            return task;
        } finally {
            if (!started) {
                turns.release();
            }
        }
    }
}
