package dev.hornbook.sim;

/**
 * What a client of Neon can be told in place of a session. While it connects each of them reaches it as {@code ERROR} with
 * SQLSTATE {@code XX000}, so the text alone tells them apart ({@code proxy/src/stream.rs} of neondatabase/neon).
 *
 * <p>The texts are the proxy's and the control plane's; sources are named in docs/simulator.md. Those of PostgreSQL and of
 * PgBouncer stand here to be set by hand; where the simulator really runs out of connections they come from them.
 */
public enum Refusal {
    /** Plain text where TLS is a must. The simulator says it by itself. */
    INSECURE("connection is insecure (try using `sslmode=require`)"),
    /** Neither SNI nor an option names the endpoint. Said by itself. */
    ENDPOINT_NOT_SPECIFIED(
            "Endpoint ID is not specified. Either please upgrade the postgres client library (libpq) for SNI support or pass the endpoint ID"
                    + " (first part of the domain name) as a parameter: '?options=endpoint%%3D<endpoint-id>'. See more at https://neon.tech/sni"),
    /** SNI and option name two; takes both names. Said by itself. */
    ENDPOINT_INCONSISTENT("Inconsistent project name inferred from SNI ('%s') and project option ('%s')."),
    /** The endpoint's name cannot be one; takes the name. Said by itself. */
    ENDPOINT_MALFORMED("Project name ('%s') must contain only alphanumeric characters and hyphen."),
    /** A start-up message without a parameter; takes its name. Said by itself. */
    PARAMETER_MISSING("Parameter '%s' is missing in startup packet."),
    /** PgBouncer does not take a start-up parameter; takes its name. Said by itself at the pooled host. */
    PARAMETER_UNSUPPORTED("unsupported startup parameter: %s"),
    /** Wrong password, unknown role or unknown endpoint; takes the user. Said by itself. */
    PASSWORD("password authentication failed for user '%s'"),
    /** The address is not on the allow list; takes the address. */
    ADDRESS_NOT_ALLOWED("This IP address %s is not allowed to connect to this endpoint. Please add it to the allowed list in the Neon"
            + " console. Make sure to check for IPv4 or IPv6 addresses."),
    /** Public connections are blocked. */
    NETWORK_BLOCKED("This connection is trying to access this endpoint from a blocked network."),
    /** A private endpoint was reached from outside of its network. */
    VPC_NOT_SPECIFIED("VPC endpoint ID is not specified. This endpoint requires a VPC endpoint ID to connect."),
    /** The private network is not on the allow list; takes its id. */
    VPC_NOT_ALLOWED("This VPC endpoint id %s is not allowed to connect to this endpoint. Please add it to the allowed list in the Neon"
            + " console."),
    /** Deleted. */
    ENDPOINT_NOT_FOUND("Control plane request failed: endpoint cannot be found"),
    /** Switched off. */
    ENDPOINT_DISABLED("Control plane request failed: endpoint is disabled"),
    /** Maintenance, or a quota. */
    ENDPOINT_UNAVAILABLE(
            "Control plane request failed: endpoint is temporarily unavailable. Check your quotas and/or contact our support."),
    /** Anything else that went wrong there; also how a client that comes during a suspend is refused. */
    CONTROL_PLANE_FAILED("Control plane request failed"),
    /** The month's compute time is used up. */
    COMPUTE_TIME_QUOTA("Your account or project has exceeded the compute time quota. Upgrade your plan to increase limits."),
    /** Too many of the account's computes are awake. */
    ACTIVE_ENDPOINTS("You have exceeded the limit of concurrently active endpoints. Please suspend some endpoints and try again."),
    /** The same in other words. */
    ACTIVE_ENDPOINTS_SHORT("active endpoints limit exceeded"),
    /** The compute did not answer. Said by itself when PostgreSQL does not start. */
    NO_COMPUTE("Couldn't connect to compute node"),
    /** The client took too long. Said by itself. */
    AUTHENTICATION_TIMED_OUT("Authentication timed out"),
    /** Too many clients a second. Said by itself. */
    TOO_MANY_CONNECTIONS("Too many connections to this endpoint. Please try again later."),
    /** Too many wakes a second. Said by itself. */
    TOO_MANY_ATTEMPTS("Too many connections attempts"),
    /** Too many sessions being opened at once. Said by itself. */
    NO_PERMIT("Failed to acquire permit to connect to the database. Too many database connection attempts are currently ongoing."),
    /** PostgreSQL has no slot left. Said by itself. */
    SLOTS_RESERVED("remaining connection slots are reserved for roles with the SUPERUSER attribute"),
    /** PgBouncer has none. Said by itself at the pooled host. */
    POOLER_FULL("no more connections allowed (max_client_conn)"),
    /** No such database; takes its name. Said by itself. */
    NO_DATABASE("database \"%s\" does not exist"),
    /** PostgreSQL is not ready yet. Set by hand: the proxy waits. */
    STARTING_UP("the database system is starting up");

    private final String pattern;

    Refusal(String pattern) {
        this.pattern = pattern;
    }

    /**
     * The text a client reads.
     *
     * @param names what the constant's description says it takes; what is missing is left blank
     */
    public String text(String... names) {
        Object[] both = {names.length > 0 ? names[0] : "", names.length > 1 ? names[1] : ""};
        return String.format(pattern, both);
    }
}
