package dev.hornbook.account;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size: one entry more, and the one not asked for the longest goes. For use under its owner's lock. */
final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int size;

    LeastRecentlyUsed(int size) {
        super(64, 0.75f, true);
        this.size = size;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > size;
    }
}
