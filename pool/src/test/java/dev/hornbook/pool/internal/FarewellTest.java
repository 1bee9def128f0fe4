package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.got;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Closing a connection whose server does not let it go. */
class FarewellTest {
    @Test
    void aCloseThatHangsHoldsUpNobodyIsCutAfterASecondAndLeavesItsPlace() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot old = lab.lend();
            Lab.link(old).holdFarewell();
            lab.time.pass(Duration.ofMinutes(30));
            lab.pool.giveBack(old);
            Future<Slot> next = lab.caller(1, Duration.ofMinutes(1));
            lab.await(snapshot -> Lab.link(old).closed);
            assertThat(lab.pool.snapshot().opening()).as("its place is taken until then").isZero();
            lab.time.pass(Duration.ofSeconds(1));
            lab.opener.next().succeed();
            assertThat(got(next)).isNotSameAs(old);
        }
    }
}
