package dev.hornbook.retrieval;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * An index of passages by words and by meaning. It holds nothing that the database does not hold too. Safe for use by several
 * threads; updates come from one.
 */
public interface PassageIndex extends PassageSearch, AutoCloseable {
    /** Puts passages in, in place of those with the same id, and takes others out; searches after it see both. */
    void update(Collection<IndexedPassage> put, Collection<UUID> remove);

    /** Makes all updates so far outlast this process, where the index is kept outside of it. */
    void flush();

    /** The passages it holds, and of each whether it holds its vector. */
    Map<UUID, Boolean> contents();

    @Override
    void close();
}
