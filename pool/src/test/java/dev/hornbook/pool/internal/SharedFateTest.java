package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.got;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.ConnectionLostException;
import dev.hornbook.pool.Fault.Established;
import dev.hornbook.pool.PoolState;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What one broken connection means for the others, and when one is asked before it is lent. */
class SharedFateTest {
    private static final SQLException SUSPENDED = new SQLException("terminating connection due to administrator command", "57P01");
    private static final SQLException EOF = new SQLException("An I/O error occurred while sending to the backend.", "08006",
            new EOFException());
    private static final SQLException TIMEOUT = new SQLException("An I/O error occurred while sending to the backend.", "08006",
            new SocketTimeoutException("Read timed out"));

    @Test
    void aFailedStatementCondemnsAllConnectionsOfItsGeneration() throws Exception {
        for (SQLException failure : new SQLException[]{SUSPENDED, EOF}) {
            try (Lab lab = new Lab(3)) {
                Slot failing = lab.lend();
                Slot lent = lab.lend();
                Slot idle = lab.lend();
                lab.pool.giveBack(idle);
                lab.pool.failed(failing, failure);
                assertThat(lab.pool.snapshot().idle()).isZero();
                lab.pool.giveBack(lent);
                assertThat(lab.pool.snapshot().idle()).as("a connection of a condemned generation is not kept").isZero();
                lab.pool.broken(failing, failure);
                lab.await(snapshot -> snapshot.total() == 0 && Lab.link(idle).closed && Lab.link(lent).closed);
                assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.ASLEEP);
            }
        }
    }

    @Test
    void whatOpensAfterwardsIsOfANewGeneration() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot old = lab.lend();
            lab.pool.broken(old, EOF);
            Slot fresh = lab.lend();
            lab.pool.failed(old, EOF);
            lab.pool.giveBack(fresh);
            assertThat(lab.pool.snapshot().idle()).as("news of the old generation does not touch the new").isEqualTo(1);
        }
    }

    @Test
    void aConnectionFoundEndedOnItsReturnCondemnsTheOthersToo() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot ended = lab.lend();
            Slot idle = lab.lend();
            lab.pool.giveBack(idle);
            Lab.link(ended).ended = true;
            lab.pool.giveBack(ended);
            assertThat(lab.pool.snapshot().total()).isZero();
        }
    }

    @Test
    void anUnansweredStatementMakesTheOthersSuspectAndEachIsAskedFirst() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot hung = lab.lend();
            Slot idle = lab.lend();
            lab.pool.giveBack(idle);
            lab.time.pass(Duration.ofMillis(1));
            lab.pool.broken(hung, TIMEOUT);
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
            assertThat(got(lab.caller())).isSameAs(idle);
            assertThat(Lab.link(idle).probes).isEqualTo(1);
        }
    }

    @Test
    void aConnectionHeardLatelyIsLentUnaskedAndAnyOtherIsAsked() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            lab.pool.giveBack(slot);
            lab.time.pass(Duration.ofMillis(500));
            assertThat(got(lab.caller())).isSameAs(slot);
            assertThat(Lab.link(slot).probes).isZero();
            lab.pool.giveBack(slot);
            lab.time.pass(Duration.ofMillis(1));
            assertThat(got(lab.caller())).isSameAs(slot);
            assertThat(Lab.link(slot).probes).as("lending alone is no sign of life").isEqualTo(1);
        }
    }

    @Test
    void aConnectionHandedOverAfterALongSilenceIsAskedFirst() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.time.pass(Duration.ofSeconds(3));
            lab.pool.giveBack(slot);
            got(waiting);
            assertThat(Lab.link(slot).probes).isEqualTo(1);
        }
    }

    @Test
    void aTransactionEndedForItsIdlenessCondemnsNobodyElse() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot leaked = lab.lend();
            Slot other = lab.lend();
            lab.pool.giveBack(other);
            lab.pool.failed(leaked, new SQLException("terminating connection due to idle-in-transaction timeout", "25P03"));
            Lab.link(leaked).ended = true;
            lab.pool.giveBack(leaked);
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
            assertThat(lab.pool.snapshot().total()).isEqualTo(1);
        }
    }

    @Test
    void aPoolerWithoutAServerCondemnsNobodyElse() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot shed = lab.lend();
            Slot other = lab.lend();
            lab.pool.giveBack(other);
            SQLException told = lab.pool.failed(shed, new SQLException("FATAL: query_wait_timeout", "08P01"));
            assertThat(((ConnectionLostException) told).fault()).isEqualTo(Established.OVERLOADED);
            Lab.link(shed).ended = true;
            lab.pool.giveBack(shed);
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
            assertThat(lab.pool.snapshot().total()).isEqualTo(1);
        }
    }

    @Test
    void anOldConnectionIsReplacedWhenItComesBack() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            lab.time.pass(Duration.ofMinutes(30));
            Lab.link(slot).hear();
            lab.pool.giveBack(slot);
            assertThat(lab.pool.snapshot().idle()).isZero();
            Future<Slot> next = lab.caller();
            lab.opener.next().succeed();
            assertThat(got(next)).isNotSameAs(slot);
        }
    }
}
