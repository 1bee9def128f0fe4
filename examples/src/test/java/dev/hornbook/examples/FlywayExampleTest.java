package dev.hornbook.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("integration")
@ResourceLock(Neon.LOCK)
class FlywayExampleTest {
    @Test
    void theSchemaIsBroughtUpToDateOnceAndASuspendInBetweenIsNotNoticed() throws Exception {
        String url = Neon.empty("flyway");
        assertThat(FlywayExample.migrate(url)).isEqualTo(1);
        try (var db = NeonDataSource.open(NeonSettings.of(url)); var c = db.getConnection(); var s = c.createStatement()) {
            assertThat(s.executeUpdate("insert into note (text) values ('kept')")).isEqualTo(1);
            Neon.suspend(db);
        }
        assertThat(FlywayExample.migrate(url)).as("migrations that ran again").isZero();
    }
}
