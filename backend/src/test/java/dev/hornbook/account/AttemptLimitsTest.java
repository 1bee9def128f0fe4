package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornbook.account.AccountException.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptLimitsTest {

    private static final String SCHOOL = "203.0.113.7";
    private static final String HOME = "192.0.2.4";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final AttemptLimits limits = new AttemptLimits(clock);

    @Test
    void aClassBehindOneAddressSignsInWithinAMinuteEachWithTwoTypos() {
        assertThatNoException().isThrownBy(() -> {
            for (int pupil = 0; pupil < 30; pupil++) {
                for (int typo = 0; typo < 2; typo++) {
                    limits.attempt(SCHOOL);
                    wrong(SCHOOL, "pupil" + pupil);
                }
                limits.attempt(SCHOOL);
                right(SCHOOL, "pupil" + pupil);
            }
        });
    }

    @Test
    void tenWrongPasswordsOnOneAccountAreTooMany() {
        TooManyAttemptsException refusal = catchThrowableOfType(TooManyAttemptsException.class, () -> {
            for (int attempt = 0; attempt < 10; attempt++) {
                clock.advance(Duration.ofSeconds(1));
                wrong(SCHOOL, "ann");
            }
        });
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        clock.advance(refusal.retryAfter());
        assertThatNoException().as("whoever waits as told gets in").isThrownBy(() -> right(SCHOOL, "ann"));
    }

    @Test
    void oneAccountsWrongPasswordsAreNobodyElsesTrouble() {
        tryUntilRefused(SCHOOL, "ann");
        assertThatNoException().isThrownBy(() -> right(SCHOOL, "ben"));
        assertThatNoException().as("nor hers at home").isThrownBy(() -> right(HOME, "ann"));
    }

    @Test
    void oneAddressKeepsNobodyOutOfAnAccountHoweverLongItGuesses() {
        int guessed = 0;
        for (int second = 0; second < 3600; second++) {
            clock.advance(Duration.ofSeconds(1));
            guessed += wrongIfLet(SCHOOL, "ann");
        }
        assertThat(guessed).isEqualTo(AttemptLimits.AN_HOUR);
        assertThatNoException().isThrownBy(() -> right(HOME, "ann"));
    }

    @Test
    void whoTriedWhileTheirAccountWasBesiegedIsLetInAsSoonAsThatIsOver() {
        for (int i = 0; i < AttemptLimits.PER_ACCOUNT; i++) {
            wrong("198.51.100." + i, "ann");
        }
        for (int minute = 0; minute < 59; minute++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(wrongIfLet(HOME, "ann")).isZero();
        }
        clock.advance(Duration.ofMinutes(1));
        assertThatNoException().isThrownBy(() -> right(HOME, "ann"));
    }

    @Test
    void theRightPasswordForgivesTheWrongOnes() {
        for (int round = 0; round < 10; round++) {
            for (int attempt = 1; attempt < AttemptLimits.A_MINUTE; attempt++) {
                wrong(SCHOOL, "ann");
            }
            right(SCHOOL, "ann");
        }
    }

    @Test
    void whatNobodyCameToCheckIsNoWrongPassword() {
        for (int attempt = 0; attempt < 2 * AttemptLimits.PER_ACCOUNT; attempt++) {
            assertThatThrownBy(() -> limits.checking(SCHOOL, email("ann"), () -> {
                throw new BusyException(Duration.ofSeconds(10));
            })).isInstanceOf(BusyException.class);
        }
        assertThatNoException().isThrownBy(() -> right(SCHOOL, "ann"));
    }

    @Test
    void wrongOnesBesideThoseThatNobodyCameToCheckStillCount() {
        for (int attempt = 0; attempt < AttemptLimits.A_MINUTE; attempt++) {
            wrong(SCHOOL, "ann");
            if (attempt < AttemptLimits.A_MINUTE - 1) {
                assertThatThrownBy(() -> limits.checking(SCHOOL, email("ann"), () -> {
                    throw new BusyException(Duration.ofSeconds(10));
                })).isInstanceOf(BusyException.class);
            }
        }
        assertThatThrownBy(() -> right(SCHOOL, "ann")).isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void guessingOneAccountFromManyAddressesEndsToo() {
        assertThatThrownBy(() -> {
            for (int i = 0; i <= AttemptLimits.PER_ACCOUNT; i++) {
                wrong("198.51.100." + i, "ann");
            }
        }).isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        for (int i = 0; i < AttemptLimits.PER_ADDRESS; i++) {
            limits.attempt("2001:db8:0:1::" + Integer.toHexString(i));
        }
        assertThatThrownBy(() -> limits.attempt("2001:db8:0:1:ffff::1")).isInstanceOf(TooManyAttemptsException.class);
        assertThatNoException().isThrownBy(() -> limits.attempt("2001:db8:0:2::1"));
    }

    private void tryUntilRefused(String address, String account) {
        assertThatThrownBy(() -> {
            for (int attempt = 0; attempt < 10; attempt++) {
                wrong(address, account);
            }
        }).isInstanceOf(TooManyAttemptsException.class);
    }

    private void wrong(String address, String account) {
        try {
            limits.checking(address, email(account), () -> {
                throw new AccountException(Reason.INVALID_PASSWORD);
            });
        } catch (AccountException wrong) {
            assertThat(wrong.reason()).isEqualTo(Reason.INVALID_PASSWORD);
        }
    }

    /** How many of one were let through. */
    private int wrongIfLet(String address, String account) {
        try {
            wrong(address, account);
            return 1;
        } catch (TooManyAttemptsException refused) {
            return 0;
        }
    }

    private void right(String address, String account) {
        assertThat(limits.checking(address, email(account), () -> "right")).isEqualTo("right");
    }

    private static EmailAddress email(String name) {
        return EmailAddress.parse(name + "@example.org").orElseThrow();
    }
}
