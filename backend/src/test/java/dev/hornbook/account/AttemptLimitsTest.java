package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptLimitsTest {

    private static final String SCHOOL = "203.0.113.7";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final AttemptLimits limits = new AttemptLimits(clock);

    @Test
    void aClassBehindOneAddressSignsInWithinAMinuteEachWithTwoTypos() {
        assertThatNoException().isThrownBy(() -> {
            for (int pupil = 0; pupil < 30; pupil++) {
                for (int attempt = 0; attempt < 3; attempt++) {
                    limits.attempt(SCHOOL);
                    limits.attempt(SCHOOL, email("pupil" + pupil));
                }
                limits.succeeded(SCHOOL, email("pupil" + pupil));
            }
        });
    }

    @Test
    void tenWrongPasswordsOnOneAccountAreTooMany() {
        TooManyAttemptsException refusal = catchThrowableOfType(TooManyAttemptsException.class, () -> {
            for (int attempt = 0; attempt < 10; attempt++) {
                clock.advance(Duration.ofSeconds(1));
                limits.attempt(SCHOOL, email("ann"));
            }
        });
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        clock.advance(refusal.retryAfter());
        assertThatNoException().as("whoever waits as told gets in").isThrownBy(() -> limits.attempt(SCHOOL, email("ann")));
    }

    @Test
    void oneAccountsWrongPasswordsAreNobodyElsesTrouble() {
        tryUntilRefused(SCHOOL, "ann");
        assertThatNoException().isThrownBy(() -> limits.attempt(SCHOOL, email("ben")));
        assertThatNoException().as("nor hers at home").isThrownBy(() -> limits.attempt("198.51.100.4", email("ann")));
    }

    @Test
    void theRightPasswordForgivesTheWrongOnes() {
        for (int round = 0; round < 10; round++) {
            for (int attempt = 0; attempt < AttemptLimits.PER_ACCOUNT_AND_ADDRESS; attempt++) {
                limits.attempt(SCHOOL, email("ann"));
            }
            limits.succeeded(SCHOOL, email("ann"));
        }
    }

    @Test
    void guessingOneAccountFromManyAddressesEndsToo() {
        assertThatThrownBy(() -> {
            for (int i = 0; i <= AttemptLimits.PER_ACCOUNT; i++) {
                limits.attempt("198.51.100." + i, email("ann"));
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
                limits.attempt(address, email(account));
            }
        }).isInstanceOf(TooManyAttemptsException.class);
    }

    private static EmailAddress email(String name) {
        return EmailAddress.parse(name + "@example.org").orElseThrow();
    }
}
