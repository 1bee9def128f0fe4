package dev.hornbook.sim.proxy;

import dev.hornbook.sim.compute.Backend;
import dev.hornbook.sim.wire.BackendKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The cancel keys that clients were given in place of PostgreSQL's own. */
final class CancelKeys {

    private final SecureRandom random = new SecureRandom();
    private final Map<BackendKey, Backend> backends = new ConcurrentHashMap<>();

    /** A key for a client, standing for this session's own. */
    BackendKey issue(Backend backend) {
        while (true) {
            BackendKey key = new BackendKey(random.nextInt(1, Integer.MAX_VALUE), ByteBuffer.allocate(4).putInt(random.nextInt()).array());
            if (backends.putIfAbsent(key, backend) == null) {
                return key;
            }
        }
    }

    /** The session it stands for; nothing for a key that was never issued, or whose session has ended. */
    Optional<Backend> backend(BackendKey key) {
        return Optional.ofNullable(backends.get(key));
    }

    void forget(BackendKey key) {
        backends.remove(key);
    }
}
