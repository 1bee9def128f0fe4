package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.Fault;
import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.Fault.Established;
import dev.hornbook.pool.Fault.Treatment;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of what Neon's proxy, its pooler and PostgreSQL say when something is wrong. */
class ClassifierTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                                                                  connection is insecure (try using `sslmode=require`)                                    | INSECURE             | PERMANENT
                                                                  Endpoint ID is not specified. Either please upgrade the postgres client library         | ENDPOINT_NOT_NAMED   | PERMANENT
                                                                  Inconsistent project name inferred from SNI ('a') and project option ('b').             | ENDPOINT_CONTRADICTED | PERMANENT
                                                                  unsupported startup parameter: search_path                                              | PARAMETER_REFUSED    | PERMANENT
                                                                  password authentication failed for user 'alex'                                          | PASSWORD             | PERMANENT
                                                                  This IP address 192.0.2.7 is not allowed to connect to this endpoint.                   | NOT_ALLOWED          | PERMANENT
                                                                  This connection is trying to access this endpoint from a blocked network.               | NOT_ALLOWED          | PERMANENT
                                                                  This connection is trying to use a VPC endpoint that is not allowed                     | NOT_ALLOWED          | PERMANENT
                                                                  Control plane request failed: endpoint cannot be found                                  | ENDPOINT_MISSING     | PERMANENT
                                                                  Control plane request failed: endpoint is disabled                                      | ENDPOINT_DISABLED    | PERMANENT
                                                                  database "neondb" does not exist                                                        | NO_SUCH_DATABASE     | PERMANENT
                                                                  Your account or project has exceeded the compute time quota. Upgrade your plan          | QUOTA                | QUOTA
                                                                  You have exceeded the limit of concurrently active endpoints.                           | QUOTA                | QUOTA
                                                                  active endpoints limit exceeded                                                         | QUOTA                | QUOTA
                                                                  Control plane request failed: endpoint is temporarily unavailable. Check your quotas    | UNAVAILABLE          | QUOTA
                                                                  Couldn't connect to compute node                                                        | COMPUTE_UNREACHABLE  | WAKING
                                                                  Control plane request failed                                                            | COMPUTE_UNREACHABLE  | WAKING
                                                                  Authentication timed out                                                                | COMPUTE_UNREACHABLE  | WAKING
                                                                  Too many connections to this endpoint                                                   | HERD                 | HERD
                                                                  Too many connections attempts                                                           | HERD                 | HERD
                                                                  Failed to acquire permit to connect to the database.                                    | HERD                 | HERD
                                                                  remaining connection slots are reserved for roles with the SUPERUSER attribute          | EXHAUSTED            | EXHAUSTED
                                                                  sorry, too many clients already                                                         | EXHAUSTED            | EXHAUSTED
                                                                  too many connections for role "alex"                                                    | EXHAUSTED            | EXHAUSTED
                                                                  no more connections allowed (max_client_conn)                                           | EXHAUSTED            | EXHAUSTED
                                                                  the database system is starting up                                                      | STARTING_UP          | WAKING
                                                                  the database system is not yet accepting connections                                    | STARTING_UP          | WAKING
                                                                  The server does not support SSL.                                                        | PLAIN_TEXT_SERVER    | PERMANENT
                                                                  something nobody has heard of                                                           | UNKNOWN              | UNREACHABLE
                                                                  """)
    void whileConnectingTheTextDecidesBecauseEveryErrorIsXX000(String text, Connecting fault, Treatment treatment) {
        for (String written : new String[]{"ERROR: " + text, text.toUpperCase(Locale.ROOT)}) {
            assertThat(Classifier.connecting(new SQLException(written, "XX000"))).isEqualTo(fault);
        }
        assertThat(fault.treatment()).isEqualTo(treatment);
    }

    @ParameterizedTest
    @CsvSource({"28P01, PASSWORD", "28000, PASSWORD", "3D000, NO_SUCH_DATABASE", "53300, EXHAUSTED", "57P03, STARTING_UP",
        "57P01, STARTING_UP"})
    void whereTheTextSaysNothingTheSqlStateDecides(String state, Connecting fault) {
        assertThat(Classifier.connecting(new SQLException("(en otra lengua)", state))).isEqualTo(fault);
    }

    @Test
    void whereNobodyAnsweredTheCauseDecides() {
        assertThat(byCause(new UnknownHostException("nowhere"))).isEqualTo(Connecting.UNKNOWN_HOST);
        assertThat(byCause(new ConnectException("Connection refused"))).isEqualTo(Connecting.REFUSED);
        assertThat(byCause(new NoRouteToHostException("No route to host"))).isEqualTo(Connecting.UNREACHABLE_HOST);
        assertThat(byCause(new SocketTimeoutException("Connect timed out"))).isEqualTo(Connecting.TIMED_OUT);
        assertThat(byCause(new EOFException())).isEqualTo(Connecting.BROKEN_OFF);
        assertThat(byCause(new SocketException("Connection reset"))).isEqualTo(Connecting.BROKEN_OFF);
        assertThat(byCause(new javax.net.ssl.SSLHandshakeException("no cipher suites in common"))).isEqualTo(Connecting.TLS);
    }

    private static Connecting byCause(Exception cause) {
        return Classifier.connecting(new SQLException("The connection attempt failed.", "08001", cause));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            57P01 | terminating connection due to administrator command             | LOST
                                            57P02 | terminating connection because of crash of another server process | LOST
                                            08006 | An I/O error occurred while sending to the backend.             | LOST
                                            XX000 | Connection terminated unexpectedly                              | LOST
                                            08P01 | query_wait_timeout                                              | OVERLOADED
                                            08P01 | server conn crashed?                                            | OUTCOME_UNKNOWN
                                            25P03 | terminating connection due to idle-in-transaction timeout       | LEAKED_TRANSACTION
                                            40001 | could not serialize access                                      | CONFLICT
                                            40P01 | deadlock detected                                               | CONFLICT
                                            57014 | canceling statement due to user request                         | STATEMENT
                                            23505 | duplicate key value violates unique constraint                  | STATEMENT
                                            53100 | could not extend file: No space left on device                  | STATEMENT
                                            08003 | This connection has been closed.                                | SUSPECT
                                            """)
    void onAnEstablishedConnectionTheSqlStateIsReal(String state, String text, Established fault) {
        assertThat(Classifier.established(new SQLException(text, state))).isEqualTo(fault);
    }

    @Test
    void ourOwnTimeoutIsNoSignOfTheServer() {
        assertThat(Classifier.established(new SQLException("I/O", "08006", new SocketTimeoutException("Read timed out"))))
                .isEqualTo(Established.SUSPECT);
        assertThat(Classifier.established(null)).isEqualTo(Established.SUSPECT);
    }

    @Test
    void everyFaultSaysWhatToDoInASentence() {
        Stream.of(Connecting.values(), Established.values(), Fault.Queueing.values()).flatMap(Arrays::stream)
                .forEach(fault -> assertThat(fault.text()).as(fault.name()).endsWith(".").hasSizeBetween(15, 220));
    }

    @Test
    void nothingThatAServerSaysMakesItFail() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            String noise = random.ints(random.nextInt(60), 0, 0xffff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            SQLException e = new SQLException(noise, random.nextBoolean() ? null : noise.substring(0, Math.min(5, noise.length())));
            assertThat(Classifier.connecting(e)).isNotNull();
            assertThat(Classifier.established(e)).isNotNull();
        }
    }
}
