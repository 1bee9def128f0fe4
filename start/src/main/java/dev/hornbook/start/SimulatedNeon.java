package dev.hornbook.start;

import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.nio.file.Path;

/** The embedded database: a real PostgreSQL behind the simulator, so that it sleeps and wakes as Neon's computes do. */
final class SimulatedNeon implements EmbeddedDatabase {
    @Override
    public Running start(Path directory) {
        Simulator simulator = Simulator.start(SimulatorSettings.in(directory));
        return new Running() {
            @Override
            public String url() {
                return simulator.url();
            }

            @Override
            public String description() {
                return "PostgreSQL 18, embedded";
            }

            @Override
            public void close() {
                simulator.close();
            }
        };
    }
}
