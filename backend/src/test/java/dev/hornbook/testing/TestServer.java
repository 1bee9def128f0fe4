package dev.hornbook.testing;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;

/** The simulator that all tests of a JVM share: started with the first that needs it, ended with the JVM. */
final class TestServer {
    private static final Simulator SIMULATOR = Simulator.start(SimulatorSettings.temporary().neverSuspend());

    private TestServer() {}

    static Simulator simulator() {
        return SIMULATOR;
    }
}
