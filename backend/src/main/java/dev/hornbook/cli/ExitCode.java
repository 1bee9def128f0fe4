package dev.hornbook.cli;

/** What a command's end means to a script. */
final class ExitCode {
    /** It did what it was asked. */
    static final int FINE = 0;
    /** It did, but something needs attention; or there was nothing to find. */
    static final int DEGRADED = 1;
    /** It could not, and waiting will not mend it: bad arguments, settings or credentials. */
    static final int UNUSABLE = 2;

    private ExitCode() {}
}
