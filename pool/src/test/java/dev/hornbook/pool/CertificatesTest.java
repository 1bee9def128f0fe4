package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.sim.CertificateKind;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import dev.hornbook.sim.compute.Binaries;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong between us and the server is told by its own reason, before any credential has left. */
@Tag("integration")
class CertificatesTest {
    /** One directory for all, so that PostgreSQL's data are made once. */
    @TempDir
    private static Path directory;

    @Test
    void aGoodCertificateIsTakenWhicheverKindItsKeyIs() throws SQLException {
        try (Simulator neon = start(settings -> settings.rsa(true)); var db = NeonDataSource.open(NeonSettings.of(neon.url()))) {
            assertThat(Database.one(db)).isEqualTo(1);
        }
    }

    @Test
    void anExpiredCertificateIsRefused() {
        refused(CertificateKind.EXPIRED, Connecting.CERTIFICATE_EXPIRED);
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() {
        refused(CertificateKind.WRONG_NAME, Connecting.CERTIFICATE_NAME);
    }

    @Test
    void aCertificateThatNobodyWeTrustSignedIsRefused() {
        refused(CertificateKind.UNKNOWN_ROOT, Connecting.CERTIFICATE_UNTRUSTED);
    }

    @Test
    void requireTowardsNeonVerifiesAsWell() {
        try (Simulator neon = start(settings -> settings.certificate(CertificateKind.WRONG_NAME))) {
            assertThat(reason(neon.url().replace("verify-full", "require"))).isEqualTo(Connecting.CERTIFICATE_NAME);
        }
    }

    @Test
    void withoutARootOfItsOwnTheJvmsTrustStoreDecides() {
        try (Simulator neon = start(settings -> settings)) {
            String url = neon.url().replaceAll("&sslrootcert=[^&]*", "");
            assertThat(reason(url)).isEqualTo(Connecting.CERTIFICATE_UNTRUSTED);
        }
    }

    @Test
    void aServerThatSpeaksPlainTextIsRefused() {
        try (Simulator neon = start(settings -> settings.plainText(true))) {
            assertThat(reason(neon.url().replace("sslmode=disable", "sslmode=verify-full"))).isEqualTo(Connecting.PLAIN_TEXT_SERVER);
        }
    }

    @Test
    void aRootThatCannotBeReadIsTold() {
        try (Simulator neon = start(settings -> settings)) {
            String url = neon.url().replaceAll("sslrootcert=[^&]*", "sslrootcert=" + directory.resolve("none.crt"));
            assertThat(reason(url)).isEqualTo(Connecting.ROOT_UNREADABLE);
        }
    }

    private void refused(CertificateKind kind, Connecting expected) {
        try (Simulator neon = start(settings -> settings.certificate(kind))) {
            assertThat(reason(neon.url())).isEqualTo(expected);
        }
    }

    private Simulator start(UnaryOperator<SimulatorSettings> settings) {
        Path binaries = Path.of(System.getProperty("hornbook.root"), "target", "postgres-" + Binaries.version());
        return Simulator.start(settings.apply(SimulatorSettings.in(directory.resolve("neon")).binaries(binaries).neverSuspend()));
    }

    private static Fault reason(String url) {
        try (var db = NeonDataSource.open(NeonSettings.of(url))) {
            PoolRefusedException e = catchThrowableOfType(PoolRefusedException.class, db::getConnection);
            assertThat((Object) e).isNotNull();
            assertThat(e.reason().permanent()).isTrue();
            assertThat(db.snapshot().state()).isEqualTo(PoolState.DOWN);
            return e.reason().kind();
        }
    }
}
