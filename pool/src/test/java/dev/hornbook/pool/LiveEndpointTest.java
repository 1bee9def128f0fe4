package dev.hornbook.pool;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Neon itself keeps the contract. {@code NEON_TEST_DATABASE_URL} is the direct or pooled URL of a database on which the role may create a schema
 * and a compute that these tests may wake.
 */
@Tag("integration")
@EnabledIfEnvironmentVariable(named = LiveEndpointTest.VARIABLE, matches = ".+", disabledReason = "no Neon to ask")
class LiveEndpointTest extends EndpointContract {
    static final String VARIABLE = "NEON_TEST_DATABASE_URL";

    @Override
    String url(Host host) {
        NeonUrl given = NeonUrl.parse(System.getenv(VARIABLE));
        return (host == Host.DIRECT ? given.direct() : given.pooled()).toSecretString();
    }
}
