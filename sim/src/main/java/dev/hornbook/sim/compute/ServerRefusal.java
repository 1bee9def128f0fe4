package dev.hornbook.sim.compute;

import dev.hornbook.sim.wire.ErrorResponse;
import java.io.IOException;

/** PostgreSQL answered with an error. */
public final class ServerRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorResponse error;

    ServerRefusal(ErrorResponse error) {
        super(error.text() + " (SQLSTATE " + error.sqlState() + ")");
        this.error = error;
    }

    /** What PostgreSQL said. */
    public ErrorResponse error() {
        return error;
    }

    /** Whether it is merely starting up or shutting down (57P03), so that trying again helps. */
    public boolean passing() {
        return error.sqlState().equals("57P03");
    }
}
