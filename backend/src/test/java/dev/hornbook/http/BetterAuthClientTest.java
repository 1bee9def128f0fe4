package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class BetterAuthClientTest {

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    @Test
    void theOfficialClientLibrarySignsUpInAndOut() throws Exception {
        Process client = NodePackages.node("client.mjs", server.origin()).start();
        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor()).as(output).isZero();
        assertThat(output.strip()).isEqualTo("as expected");
    }
}
