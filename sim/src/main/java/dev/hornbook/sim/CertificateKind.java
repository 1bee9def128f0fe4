package dev.hornbook.sim;

/** Which certificate the simulated server shows. */
public enum CertificateKind {
    /** For localhost, 127.0.0.1 and ::1, from the root that the URLs name. */
    TRUSTED,
    /** From that root, and ended yesterday. */
    EXPIRED,
    /** From that root, for a host that this one is not. */
    WRONG_NAME,
    /** For this host, from a root that nobody trusts. */
    UNKNOWN_ROOT
}
