package dev.hornbook.sim.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesTest {

    private static final List<String> COMMAND = List.of("postgres", "-D", "data");

    @Test
    void aPlainUserStartsPostgresAsItself() {
        assertThat(new Privileges.PlainUser().command(COMMAND)).isEqualTo(COMMAND);
    }

    @Test
    void rootStartsItInAUserNamespaceOfItsOwn() {
        assertThat(new Privileges.Namespace().command(COMMAND)).containsExactly("unshare", "-U", "postgres", "-D", "data");
    }

    @Test
    void orAsSomebodyElse() {
        assertThat(new Privileges.OtherUser(65534, 65534).command(COMMAND)).containsExactly("setpriv", "--reuid=65534", "--regid=65534",
                "--clear-groups", "postgres", "-D", "data");
    }
}
