package dev.hornbook.sim.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.sim.wire.StartupMessage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final Optional<String> LOCALHOST = Optional.of("localhost");

    @Test
    void theEndpointIsNamedByTheOptions() throws Exception {
        Target target = Target.of(start(Map.of("user", "alex", "options", "endpoint=ep-a-1")), LOCALHOST);
        assertThat(target.endpoint()).isEqualTo("ep-a-1");
        assertThat(target.pooled()).isFalse();
    }

    @Test
    void theEndpointIsNamedByTheServerName() throws Exception {
        Target target = Target.of(start(Map.of("user", "alex")), Optional.of("ep-a-1-pooler.c-3.us-east-2.aws.neon.tech"));
        assertThat(target.endpoint()).isEqualTo("ep-a-1");
        assertThat(target.pooled()).isTrue();
    }

    @Test
    void bothWaysMustAgree() throws Exception {
        StartupMessage.Start start = start(Map.of("user", "alex", "options", "endpoint=ep-a-1"));
        assertThat(Target.of(start, Optional.of("ep-a-1.aws.neon.tech")).endpoint()).isEqualTo("ep-a-1");
        for (String other : new String[]{"ep-b-2", "ep-a-1-pooler"}) {
            assertThatThrownBy(() -> Target.of(start, Optional.of(other + ".aws.neon.tech")))
                    .hasMessage("Inconsistent project name inferred from SNI ('" + other + "') and project option ('ep-a-1').");
        }
    }

    @Test
    void withoutAnEndpointTheClientIsToldHowToNameOne() {
        assertThatThrownBy(() -> Target.of(start(Map.of("user", "alex")), LOCALHOST)).hasMessageStartingWith("Endpoint ID is not specified")
                .hasMessageContaining("https://neon.tech/sni");
    }

    @Test
    void twoEndpointsInTheOptionsAreNone() {
        assertThatThrownBy(() -> Target.of(start(Map.of("user", "alex", "options", "endpoint=ep-a-1 project=ep-a-1")), LOCALHOST))
                .hasMessageStartingWith("Endpoint ID is not specified");
    }

    @Test
    void anEndpointOfStrangeCharactersIsRefused() {
        assertThatThrownBy(() -> Target.of(start(Map.of("user", "alex", "options", "endpoint=ep_a'1")), LOCALHOST))
                .hasMessageContaining("must contain only alphanumeric characters and hyphen");
    }

    @Test
    void onlyFiveParametersReachTheComputeAndTheEncodingIsForced() throws Exception {
        Target target = Target.of(start(Map.of("user", "alex", "database", "books", "application_name", "app", "TimeZone", "Europe/Berlin",
                "extra_float_digits", "3", "client_encoding", "LATIN1", "options", "endpoint=ep-a-1 -c statement_timeout=5s")), LOCALHOST);
        assertThat(target.parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("user", "alex", "database", "books", "application_name", "app",
                        "options", "-c statement_timeout=5s", "client_encoding", "UTF8"));
    }

    @Test
    void theDatabaseIsTheUsersWhenNoneIsNamed() throws Exception {
        assertThat(Target.of(start(Map.of("user", "alex", "options", "endpoint=ep-a-1")), LOCALHOST).parameters()).containsEntry("database",
                "alex");
        assertThatThrownBy(() -> Target.of(start(Map.of("database", "x")), LOCALHOST)).hasMessageContaining("'user' is missing");
    }

    private static StartupMessage.Start start(Map<String, String> parameters) {
        return new StartupMessage.Start(StartupMessage.VERSION_3_0, parameters);
    }
}
