package dev.hornbook.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

class SpringBootExampleTest extends NotesContract {
    private ConfigurableApplicationContext program;

    @Override
    String name() {
        return "spring_boot";
    }

    @Override
    Notes setUp(String url, NeonDataSource db) {
        program = SpringApplication.run(SpringBootExample.class, "--DATABASE_URL=" + url, "--spring.main.banner-mode=off");
        var notes = program.getBean(SpringBootExample.Notes.class);
        return new Notes(notes::add, notes::all);
    }

    @AfterAll
    void end() {
        program.close();
    }

    @Test
    void askingForHealthTouchesNothing() throws SQLException {
        db().getConnection().close();
        Neon.suspend(db());
        long connects = Neon.connects();
        var health = program.getBean(HealthEndpoint.class);
        assertThat(health.healthForPath("db").getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(Neon.connects() - connects).isZero();
        assertThat(Neon.sleeps()).isTrue();
    }

    @Test
    void aDatabaseThatRefusesIsDownAndHealthSaysWhy() {
        String url = Neon.empty("refusing").replaceFirst(":[^:@/]+@", ":wrong@");
        try (var db = NeonDataSource.open(NeonSettings.of(url))) {
            assertThatThrownBy(db::getConnection).isInstanceOf(SQLException.class);
            Health health = new SpringBootExample().dbHealthIndicator(db).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsKey("reason");
        }
    }
}
