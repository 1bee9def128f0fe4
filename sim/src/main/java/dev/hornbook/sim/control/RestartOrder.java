package dev.hornbook.sim.control;

import dev.hornbook.sim.ComputeSize;
import dev.hornbook.sim.Simulator;
import java.time.Duration;

/**
 * The body of {@code POST /restart}.
 *
 * @param awayMs how long the compute is gone, in milliseconds
 * @param computeUnits how large it comes back
 */
record RestartOrder(Long awayMs, Double computeUnits) {

    void carryOut(Simulator simulator) {
        Duration away = FaultOrder.millis(awayMs);
        if (computeUnits != null) {
            simulator.resize(ComputeSize.of(computeUnits), away);
        } else {
            simulator.faults().restart(away);
        }
    }
}
