package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, with whatever SQLSTATE, text and causes, is told apart and never fails itself. An input is the SQLSTATE, the text, and a line
 * for each cause; the last cause leads back to the first where its line ends in {@code ~}.
 */
class ClassifierFuzzTest {
    private static final List<Function<String, Throwable>> CAUSES = List.of(EOFException::new, IOException::new,
            SocketTimeoutException::new,
            ConnectException::new, UnknownHostException::new, SSLHandshakeException::new, CertificateExpiredException::new,
            CertPathValidatorException::new, IllegalStateException::new, text -> new SQLException(text, "08006"), text -> new Error(text));
    private static final List<String> PIECES = List.of("\n", "\n\n", "~", "XX000", "57P01", "08006", "08P01", "25P03", "28P01", "0", "\0",
            "%s", "{0}",
            "the database system is", "database \"", "\" does not exist", "server conn crashed", "query_wait_timeout", "SSL", "\u0130",
            "\ud83d");

    @FuzzTest
    @DictionaryEntries({"57P01", "08P01", "the database system is", "server conn crashed", "~"})
    void everyFaultHasAName(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        Throwable failure = failure(lines);
        for (Throwable each : new Throwable[]{failure, failure.getCause(), null}) {
            assertThat(Classifier.connecting(each)).isNotNull();
            assertThat(Classifier.connecting(each).text()).isNotBlank();
            assertThat(Classifier.established(each)).isNotNull();
            assertThat(Classifier.established(each)).isEqualTo(Classifier.established(each));
        }
    }

    @Test
    void soHasOnePutTogetherByChance() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(10); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            everyFaultHasAName(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Throwable failure(String[] lines) {
        String text = lines.length > 1 && !lines[1].isEmpty() ? lines[1] : null;
        Throwable failure = new SQLException(text, lines[0].isEmpty() ? null : lines[0]);
        Throwable last = failure;
        for (int i = 2; i < lines.length; i++) {
            Throwable cause = CAUSES.get(Math.floorMod(lines[i].hashCode(), CAUSES.size())).apply(lines[i]);
            // Some constructors fix their cause.
            if (!linked(last, cause)) {
                break;
            }
            last = cause;
        }
        if (last != failure && lines[lines.length - 1].endsWith("~")) {
            linked(last, failure);
        }
        return failure;
    }

    private static boolean linked(Throwable failure, Throwable cause) {
        try {
            failure.initCause(cause);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
