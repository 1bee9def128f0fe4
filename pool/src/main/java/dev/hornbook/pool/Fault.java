package dev.hornbook.pool;

/**
 * What can go wrong between a caller and its database, by phase: while {@linkplain Connecting connecting}, on an {@linkplain Established
 * established} connection, and {@linkplain Queueing before} either. Every constant has a sentence that says what to do.
 *
 * <p>The texts and codes by which faults are told apart are in {@code Classifier}; their source is Neon's proxy
 * ({@code github.com/neondatabase/neon}, folder {@code proxy}) and PostgreSQL 18, appendix A.
 */
public sealed interface Fault {
    /** The constant's name, for programs and logs. */
    String name();

    /** What happened and what to do, in one or two sentences, without a secret. */
    String text();

    /** Whether waiting will not mend it. */
    boolean permanent();

    /** How the pool goes on after a failed attempt. */
    enum Treatment {
        /** Somebody has to change something: callers are told at once, the pool looks again slowly. */
        PERMANENT,
        /** Used up: as permanent, until the quota is raised or renewed. */
        QUOTA,
        /** The server cannot be reached: twice running means DOWN. */
        UNREACHABLE,
        /** The compute is starting: callers wait, within the wake allowance. */
        WAKING,
        /** We are too many: as waking, and at least a second between attempts. */
        HERD,
        /** The server has no connection left for us: what is open goes on serving, further attempts are slow. */
        EXHAUSTED
    }

    /** A connection could not be opened. */
    enum Connecting implements Fault {
        /** The proxy saw plain text. */
        INSECURE(Treatment.PERMANENT, "The server takes no unencrypted connections. Write sslmode=require in the database URL."),
        /** The proxy found neither SNI nor an option. */
        ENDPOINT_NOT_NAMED(Treatment.PERMANENT,
                "The proxy was not told which endpoint is meant. Use the host name from Neon's console, or add options=endpoint%3D<endpoint id>."),
        /** Host and options differ. */
        ENDPOINT_CONTRADICTED(Treatment.PERMANENT,
                "The host and the options of the database URL name different endpoints. Take the endpoint out of the options."),
        /** A startup parameter that the server does not take. */
        PARAMETER_REFUSED(Treatment.PERMANENT, "The server refuses a startup parameter. Take it out of the database URL's options."),
        /** Wrong password, unknown role or unknown endpoint: Neon tells them apart for nobody. */
        PASSWORD(Treatment.PERMANENT,
                "The server refused user or password (Neon says the same of an unknown endpoint). Copy the connection string again from Neon's console; after a reset only the new password works."),
        /** The application's own supplier of credentials. */
        CREDENTIALS(Treatment.UNREACHABLE,
                "The supplier of credentials failed, or took longer than the connect deadline. Look at what it asks; connections that are open go on working."),
        /** Network policy. */
        NOT_ALLOWED(Treatment.PERMANENT,
                "The server does not accept connections from this network. Add this machine's address to the project's IP allow list, or connect through its VPC endpoint."),
        /** Gone. */
        ENDPOINT_MISSING(Treatment.PERMANENT,
                "The endpoint does not exist any more. Copy the connection string of an existing branch from Neon's console."),
        /** Switched off. */
        ENDPOINT_DISABLED(Treatment.PERMANENT,
                "The endpoint is disabled. Enable it in Neon's console (Computes), or use another branch's."),
        /** No such database. */
        NO_SUCH_DATABASE(Treatment.PERMANENT,
                "The server has no database of that name. Create it, or correct the name after the host in the database URL."),
        /** Compute time or active endpoints used up. */
        QUOTA(Treatment.QUOTA,
                "The Neon project has used up its compute quota. Raise the plan's limit or wait for the next billing period."),
        /** Maintenance, or quota. */
        UNAVAILABLE(Treatment.QUOTA,
                "Neon says that the endpoint is temporarily unavailable: maintenance, or a quota. Look at the project's quotas and at neonstatus.com."),
        /** The proxy did not reach the compute in time. */
        COMPUTE_UNREACHABLE(Treatment.WAKING, "Neon's proxy does not reach the compute yet. Nothing to do: the pool tries again."),
        /** 57P03, or silence after authentication. */
        STARTING_UP(Treatment.WAKING, "The compute is starting. Nothing to do: callers wait for it."),
        /** The wake allowance has passed. */
        NOT_WAKING(Treatment.UNREACHABLE,
                "The compute did not start within the wake allowance. Look at it in Neon's console; the pool goes on trying."),
        /** Refused for being many. */
        HERD(Treatment.HERD,
                "The endpoint gets too many connection attempts. Open fewer pools towards it; this one slows down to one attempt at a time."),
        /** No slots. */
        EXHAUSTED(Treatment.EXHAUSTED,
                "The server has no connection left. Use the pooled host (-pooler), a smaller maximumSize in each instance, or a larger compute."),
        /** Nothing listens. */
        REFUSED(Treatment.UNREACHABLE, "Nothing answers on that host and port. Check both in the database URL, and that the server runs."),
        /** No route, or the network is down. */
        UNREACHABLE_HOST(Treatment.UNREACHABLE,
                "There is no way to the host. Check this machine's network, and the host in the database URL."),
        /** DNS. */
        UNKNOWN_HOST(Treatment.UNREACHABLE,
                "The host name is not known. Check it in the database URL, and this machine's name resolution."),
        /** The connect deadline has passed. */
        TIMED_OUT(Treatment.UNREACHABLE,
                "The server did not answer within the connect deadline. Check host, port and firewalls on the way."),
        /** EOF or reset on the way. */
        BROKEN_OFF(Treatment.UNREACHABLE,
                "The connection broke off before it was ready. If it goes on, check host, port and what stands between."),
        /** SSLRequest answered with N. */
        PLAIN_TEXT_SERVER(Treatment.PERMANENT,
                "The server does not speak TLS. Check host and port; a server that is not Neon's needs ssl=on in its configuration."),
        /** Expired, or not yet valid. */
        CERTIFICATE_EXPIRED(Treatment.PERMANENT,
                "The server's certificate is out of its period of validity. Renew it there, or set this machine's clock right."),
        /** Made out to another name. */
        CERTIFICATE_NAME(Treatment.PERMANENT,
                "The server's certificate is made out to another name. Use the host name that it is made out to."),
        /** Nobody we trust signed it. */
        CERTIFICATE_UNTRUSTED(Treatment.PERMANENT,
                "The server's certificate is signed by nobody who is trusted here. Name the file of its root in sslrootcert, or mend the JVM's trust store; never turn verification off."),
        /** The file in sslrootcert. */
        ROOT_UNREADABLE(Treatment.PERMANENT,
                "The file named by sslrootcert cannot be read as certificates. Check its path and that it is PEM."),
        /** Any other failure of TLS. */
        TLS(Treatment.UNREACHABLE,
                "The TLS handshake failed. Check that host and port lead to PostgreSQL and that nothing intercepts the connection."),
        /** Channel binding. */
        CHANNEL_BINDING(Treatment.PERMANENT,
                "The server does not offer the channel binding that the database URL requires. Check that nothing intercepts TLS; else write channel_binding=prefer."),
        /** None of these. */
        UNKNOWN(Treatment.UNREACHABLE, "The server refused the connection. The cause tells what it said.");

        private final Treatment treatment;
        private final String text;

        Connecting(Treatment treatment, String text) {
            this.treatment = treatment;
            this.text = text;
        }

        /** How the pool goes on after it. */
        public Treatment treatment() {
            return treatment;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public boolean permanent() {
            return treatment == Treatment.PERMANENT;
        }
    }

    /** A statement failed on a connection that had been good. */
    enum Established implements Fault {
        /** 57P01, 57P02, 08006, EOF: suspend, restart or network. */
        LOST("The connection was lost: the compute was suspended or restarted, or the network broke. Run the whole unit again if it may run twice."),
        /** The caller's own time-out or abort: nothing is known of the server. */
        SUSPECT("The connection was cut from this side: the server did not answer in time, or the caller aborted. Whether the statement took effect is not known."),
        /** The pooler's query_wait_timeout. */
        OVERLOADED("Neon's pooler had no server connection in time. Ask again later, with less at once."),
        /** The pooler lost the server in mid-statement. */
        OUTCOME_UNKNOWN("The server vanished in mid-statement: whether it took effect is not known. Look before running it again."),
        /** 25P03. */
        LEAKED_TRANSACTION(
                "The server ended a transaction that stood idle for too long: a connection was kept while nothing was asked of it. Close connections sooner."),
        /** 40001, 40P01. */
        CONFLICT("The transaction met another one. Run the whole unit again; inTransaction does."),
        /** Everything else is between the caller and its SQL. */
        STATEMENT("The statement failed; the connection is well.");

        private final String text;

        Established(String text) {
            this.text = text;
        }

        /** Whether the server has ended the connection with it. */
        public boolean ends() {
            return this == LOST || this == OUTCOME_UNKNOWN || this == OVERLOADED || this == LEAKED_TRANSACTION;
        }

        /** Whether every connection of the same generation shares its fate. */
        public boolean condemns() {
            return this == LOST || this == OUTCOME_UNKNOWN;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public boolean permanent() {
            return false;
        }
    }

    /** A caller got no connection, and the server has no part in it. */
    enum Queueing implements Fault {
        /** All connections stayed in use until the caller's deadline, or would have. */
        BUSY("All connections stayed in use until the deadline. Give them back sooner, above all while waiting for other services; or raise maximumSize or acquireTimeout."),
        /** A connection was still being opened at the caller's deadline. */
        OPENING("The deadline passed while a connection was being opened. Opening one may take up to connectDeadline, and waking a compute longer: give the caller more time."),
        /** The queue is full. */
        FULL("Too many callers wait already. Ask again later, with less at once."),
        /** The caller's thread was interrupted. */
        INTERRUPTED("The waiting thread was interrupted."),
        /** The pool is closed. */
        CLOSED("The pool is closed.");

        private final String text;

        Queueing(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public boolean permanent() {
            return this == CLOSED;
        }
    }
}
