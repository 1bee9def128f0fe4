package dev.hornbook.operations;

import dev.hornbook.pool.KeepWarm;
import java.time.Duration;

/**
 * What keeping warm takes of the compute in a month of 730 hours: from nothing, where readers would have kept it awake all the same, to as much as
 * this. Hours alone; what one of them costs, Neon's price list says.
 *
 * @param policy when the compute is kept awake
 */
public record WarmCost(KeepWarm policy) {
    /** A twelfth of a year of 365 days. */
    private static final double HOURS_A_MONTH = 730;
    private static final double WEEKS_A_MONTH = HOURS_A_MONTH / (7 * 24);

    /** At most so many hours a month. */
    public double hours() {
        return switch (policy) {
            case KeepWarm.Off _ -> 0;
            case KeepWarm.WhileActive _,KeepWarm.Always _ -> HOURS_A_MONTH;
            case KeepWarm.Schedule schedule -> schedule.days().size() * length(schedule) * WEEKS_A_MONTH;
        };
    }

    /** In a sentence. {@code size} is the compute's, in Neon's compute units (CU). */
    public String inWords(double size) {
        return switch (policy) {
            case KeepWarm.Off _ -> "nothing is kept warm: the compute is awake while readers need it, and costs no hour beyond that";
            case KeepWarm.WhileActive active ->
                ("the compute stays awake until %d minutes after the last reader: at most that much more for each visit,"
                        + " and never more than %s").formatted(active.linger().toMinutes(), month(size));
            case KeepWarm.Schedule _ -> "at most %s, less what readers would have kept it awake within these times".formatted(month(size));
            case KeepWarm.Always _ -> "%s, less what readers would have kept it awake".formatted(month(size));
        };
    }

    private String month(double size) {
        return "%,.0f hours awake a month, which is %,.1f CU-hours at %s CU".formatted(hours(), hours() * size,
                size == Math.rint(size) ? String.valueOf((long) size) : String.valueOf(size));
    }

    private static double length(KeepWarm.Schedule schedule) {
        Duration between = Duration.between(schedule.from(), schedule.to());
        Duration open = between.isPositive() ? between : between.plusDays(1);
        return Math.min(24, open.plus(schedule.ahead()).toSeconds() / 3600.0);
    }
}
