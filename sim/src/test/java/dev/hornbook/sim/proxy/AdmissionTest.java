package dev.hornbook.sim.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.sim.ProxyLimits;
import dev.hornbook.sim.Refusal;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void aSessionBeingOpenedHoldsAPermitUntilItIsOpen() throws Exception {
        Admission admission = new Admission(ProxyLimits.NEONS.connectsAtOnce(1));
        assertThatThrownBy(() -> admission.permitted(() -> {
            try {
                return admission.permitted(() -> "second");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        })).hasMessage(Refusal.NO_PERMIT.text());
        assertThat(admission.permitted(() -> "third")).isEqualTo("third");
    }

    @Test
    void wakesBeyondTheRateAreRefused() throws Exception {
        Admission admission = new Admission(ProxyLimits.NEONS.wakesPerSecond(1));
        assertThatThrownBy(() -> {
            while (true) {
                admission.wake();
            }
        }).hasMessage(Refusal.TOO_MANY_ATTEMPTS.text());
    }
}
