package dev.hornbook.mail;

import dev.hornbook.log.RequestId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and sends mail behind the request that asked for it, so that how long an answer takes does not tell whether there was
 * anything to send. Bounded: a few at once, and past {@value #WAITING} waiting the next is dropped. What is not sent is logged
 * and not tried again; whoever waits for it asks again.
 */
public final class MailQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);
    private static final int AT_ONCE = 4;
    private static final int WAITING = 1_000;
    /** How long closing waits for what is being sent. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final MailSender sender;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 1, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING), Thread.ofVirtual().name("mail-", 0).factory());

    public MailQueue(MailSender sender) {
        this.sender = sender;
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Has a mail made and sent, later and elsewhere.
     *
     * @param making gives the mail; empty for none after all
     */
    public void post(Supplier<Optional<Mail>> making) {
        try {
            threads.execute(RequestId.carriedTo(() -> work(making)));
        } catch (RejectedExecutionException full) {
            LOG.warn("A mail was not sent: {} are waiting already.", WAITING);
        }
    }

    private void work(Supplier<Optional<Mail>> making) {
        try {
            making.get().ifPresent(sender::send);
        } catch (RuntimeException e) {
            // The chain below may name the address; the class and our own sentence will do.
            LOG.warn("A mail was not sent. {} ({})", e.getMessage(), e.getCause() == null
                    ? e.getClass().getSimpleName()
                    : e.getCause().getClass().getSimpleName());
            LOG.debug("A mail was not sent.", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
