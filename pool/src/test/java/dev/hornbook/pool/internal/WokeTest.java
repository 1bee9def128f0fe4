package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.PoolListener;
import dev.hornbook.pool.WakeCause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whoever wants to know what woke the compute is told. */
class WokeTest {
    private static final Behalf READER = new Behalf(WakeCause.DEMAND, Optional.of("GET /conversations"));

    private final List<Behalf> told = new CopyOnWriteArrayList<>();

    @Test
    void theWorkThatAskedFirstIsNamedAndOnlyWhereThereWasNoConnection() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.pool.listen(new PoolListener() {
                @Override
                public void woke(WakeCause cause, Optional<Object> work) {
                    told.add(new Behalf(cause, work));
                }
            });
            Future<Slot> first = lab.onThread(
                    () -> lab.pool.acquire(1, lab.time.nanos(), lab.time.nanos() + Lab.ACQUIRE.toNanos(), READER));
            lab.await(snapshot -> snapshot.waiting() == 1);
            Future<Slot> second = lab.caller();
            lab.opener.next().succeed();
            Lab.got(first);
            lab.opener.next().succeed();
            Lab.got(second);
            lab.settle();
        }

        assertThat(told).containsExactly(READER);
    }
}
