package dev.hornbook.pool;

import dev.hornbook.pool.internal.Pool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open pools of this process, one for each URL: the one thing here that is static and changes. */
final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger("dev.hornbook.pool");
    private static final Map<NeonUrl, Entry> OPEN = new HashMap<>();

    private Registry() {}

    /** A pool, and how many have it open; the count is guarded by the registry. */
    static final class Entry {
        private final NeonSettings settings;
        private final Pool pool;
        private int owners;

        private Entry(NeonSettings settings, Pool pool) {
            this.settings = settings;
            this.pool = pool;
        }

        NeonSettings settings() {
            return settings;
        }

        Pool pool() {
            return pool;
        }
    }

    static NeonDataSource open(NeonSettings settings) {
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The settings do not go together:\n- " + String.join("\n- ", problems));
        }
        NeonUrl url = settings.url();
        Credentials own = new Credentials(url.user(), url.password());
        Entry entry;
        synchronized (OPEN) {
            entry = OPEN.computeIfAbsent(url, absent -> new Entry(settings,
                    Pool.open(name(url), settings, DriverProperties.of(url), settings.credentials().orElse(() -> own))));
            entry.owners++;
        }
        if (!entry.settings().equals(settings)) {
            warnOfOtherSettings(entry);
        }
        return new NeonDataSource(entry);
    }

    private static void warnOfOtherSettings(Entry entry) {
        try {
            LOG.warn("{} is open already, with other settings, which it keeps: {}", entry.pool(), entry.settings());
        } catch (RuntimeException e) {
            // A log that throws must not cost its caller the pool, which is counted as opened by now.
        }
    }

    static void release(Entry entry) {
        synchronized (OPEN) {
            if (--entry.owners > 0) {
                return;
            }
            OPEN.remove(entry.settings().url(), entry);
        }
        entry.pool().close();
    }

    private static String name(NeonUrl url) {
        return url.endpoint().orElse(url.host()) + "/" + url.database();
    }
}
