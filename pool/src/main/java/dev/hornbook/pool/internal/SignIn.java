package dev.hornbook.pool.internal;

import dev.hornbook.pool.Credentials;
import dev.hornbook.pool.Fault.Connecting;

import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Asks the supplier of credentials, once for each attempt, on the worker that connects. What it takes counts within the attempt's deadline,
 * at which its thread is interrupted; one that does not heed that keeps the attempt's place until it returns.
 */
final class SignIn {
    /** The supplier gave nothing to sign in with. */
    static final class Withheld extends SQLException {
        private static final long serialVersionUID = 1;

        private Withheld(String what, Throwable cause) {
            super("The supplier of credentials " + what + ".", "28000", cause);
        }
    }

    private final Supplier<Credentials> supplier;

    SignIn(Supplier<Credentials> supplier) {
        this.supplier = supplier;
    }

    Credentials ask(Attempt attempt) throws SQLException {
        Asking asking = new Asking(Thread.currentThread());
        attempt.on(asking);
        try {
            Credentials credentials = supplier.get();
            if (credentials == null) {
                throw new Withheld("gave none", null);
            }
            return credentials;
        } catch (RuntimeException e) {
            throw new Withheld("failed: " + e.getClass().getName(), e);
        } finally {
            asking.over();
        }
    }

    /** The attempt while the supplier is asked. */
    private static final class Asking implements Attempt.Line {
        private final Thread thread;
        private boolean over;

        Asking(Thread thread) {
            this.thread = thread;
        }

        @Override
        public long silentSince() {
            return Attempt.TALKING;
        }

        @Override
        public Connecting overdue() {
            return Connecting.CREDENTIALS;
        }

        @Override
        public synchronized void cut() {
            if (!over) {
                thread.interrupt();
            }
        }

        /** What was meant for the supplier reaches nobody after it. */
        synchronized void over() {
            over = true;
            Thread.interrupted();
        }
    }
}
