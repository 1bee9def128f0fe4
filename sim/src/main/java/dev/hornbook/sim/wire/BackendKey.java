package dev.hornbook.sim.wire;

import java.util.Arrays;

/**
 * What a client shows to cancel a query of its session.
 *
 * @param process the process id the server named
 * @param secret the secret it gave with it, four bytes in protocol 3.0
 */
public record BackendKey(int process, byte[] secret) {

    @Override
    public boolean equals(Object other) {
        return other instanceof BackendKey key && key.process == process && Arrays.equals(key.secret, secret);
    }

    @Override
    public int hashCode() {
        return 31 * process + Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "BackendKey[process=" + process + "]";
    }
}
