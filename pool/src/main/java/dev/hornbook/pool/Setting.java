package dev.hornbook.pool;

import java.time.Duration;

/** The settings of {@link NeonSettings} with their defaults and what each may be. */
enum Setting {
    MAXIMUM_SIZE(10, 1, 10_000),
    CAPACITY_SHARE(1.0),
    MAXIMUM_WAITING(4_096, 1, 1_000_000),
    ACQUIRE_TIMEOUT(Duration.ofSeconds(5), false),
    CONNECT_DEADLINE(Duration.ofSeconds(5), false),
    WAKE_ALLOWANCE(Duration.ofSeconds(15), false),
    IDLE_TIMEOUT(Duration.ofSeconds(60), false),
    SUSPEND_TIMEOUT(Duration.ofSeconds(300), false),
    MAXIMUM_LIFE(Duration.ofMinutes(30), false),
    TRUSTED_FOR(Duration.ofMillis(500), true),
    VALIDATION_TIMEOUT(Duration.ofSeconds(2), false),
    CLOSE_GRACE(Duration.ofSeconds(1), true),
    LEAK_AFTER(Duration.ofSeconds(60), true),
    CREDENTIALS("the URL's"),
    KEEP_WARM(KeepWarm.off());

    private final Object standard;
    private final long least;
    private final long most;

    Setting(int standard, int least, int most) {
        this.standard = standard;
        this.least = least;
        this.most = most;
    }

    /** A share of a whole. */
    Setting(double standard) {
        this.standard = standard;
        this.least = 0;
        this.most = 1;
    }

    /** Something that is no number. */
    Setting(Object standard) {
        this.standard = standard;
        this.least = 0;
        this.most = 0;
    }

    Setting(Duration standard, boolean mayBeZero) {
        this.standard = standard;
        this.least = mayBeZero ? 0 : 1;
        this.most = Long.MAX_VALUE;
    }

    Object standard() {
        return standard;
    }

    /** The method's name, for messages. */
    String spelling() {
        StringBuilder camel = new StringBuilder();
        for (String word : name().toLowerCase(java.util.Locale.ROOT).split("_")) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    /** The value itself, if it may be. */
    Object judged(Object value) {
        if (value instanceof Integer number && (number < least || number > most)) {
            throw new IllegalArgumentException(spelling() + " must be from " + least + " to " + most + ", not " + number + ".");
        }
        if (value instanceof Double part && !(part > least && part <= most)) {
            throw new IllegalArgumentException(spelling() + " must be above " + least + " and at most " + most + ", not " + part + ".");
        }
        if (value instanceof Duration time && (time.isNegative() || least > 0 && time.isZero())) {
            throw new IllegalArgumentException(
                    spelling() + " must " + (least > 0 ? "be longer than nothing" : "not be negative") + ", not " + time + ".");
        }
        return value;
    }
}
