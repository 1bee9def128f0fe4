package dev.hornbook.sim.proxy;

/** The client is told this text and let go. The texts are Neon's, see {@code proxy/src} of neondatabase/neon. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private Refusal(String text) {
        super(text, null, false, false);
    }

    static Refusal of(String text) {
        return new Refusal(text);
    }

    static Refusal insecure() {
        return new Refusal("connection is insecure (try using `sslmode=require`)");
    }

    static Refusal wrongPassword(String user) {
        return new Refusal("password authentication failed for user '" + user + "'");
    }

    static Refusal noEndpoint() {
        return new Refusal("Endpoint ID is not specified. Either please upgrade the postgres client library (libpq) for SNI support or pass"
                + " the endpoint ID (first part of the domain name) as a parameter: '?options=endpoint%3D<endpoint-id>'."
                + " See more at https://neon.tech/sni");
    }

    static Refusal inconsistent(String fromSni, String fromOptions) {
        return new Refusal("Inconsistent project name inferred from SNI ('" + fromSni + "') and project option ('" + fromOptions + "').");
    }

    static Refusal malformedEndpoint(String name) {
        return new Refusal("Project name ('" + name + "') must contain only alphanumeric characters and hyphen.");
    }

    static Refusal missing(String parameter) {
        return new Refusal("Parameter '" + parameter + "' is missing in startup packet.");
    }

    static Refusal noCompute() {
        return new Refusal("Couldn't connect to compute node");
    }
}
