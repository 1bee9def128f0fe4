package dev.hornbook.config;

import dev.hornbook.pool.KeepWarm;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** When the compute is kept awake, as it is written in a setting: {@code off}, {@code active}, {@code always}, or a schedule. */
public final class WarmTimes {
    /** How long {@code active} goes on after the last reader: a lesson's pause. */
    public static final Duration LINGER = Duration.ofMinutes(15);

    private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
    private static final Pattern SCHEDULE = Pattern.compile("(\\S+) +(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) +(\\S+)");
    private static final Pattern RANGE = Pattern.compile("(\\w\\w)(?:-(\\w\\w))?");

    private WarmTimes() {}

    /** Reads {@code Mo-Fr 07:30-16:00 Europe/Berlin}, or one of the words; empty where it is neither. */
    static Optional<KeepWarm> of(String text) {
        return switch (text) {
            case "off" -> Optional.of(KeepWarm.off());
            case "active" -> Optional.of(KeepWarm.whileActive(LINGER));
            case "always" -> Optional.of(KeepWarm.always());
            default -> schedule(text);
        };
    }

    /** The policy as it is written. */
    public static String written(KeepWarm policy) {
        return switch (policy) {
            case KeepWarm.Off _ -> "off";
            case KeepWarm.WhileActive _ -> "active";
            case KeepWarm.Always _ -> "always";
            case KeepWarm.Schedule hours ->
                hours.days().stream().sorted().map(day -> DAYS.get(day.ordinal())).collect(Collectors.joining(","))
                        + " " + hours.from() + "-" + hours.to() + " " + hours.zone();
        };
    }

    private static Optional<KeepWarm> schedule(String text) {
        Matcher written = SCHEDULE.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        try {
            Set<DayOfWeek> days = days(written.group(1));
            return days.isEmpty()
                    ? Optional.empty()
                    : Optional.of(KeepWarm.schedule(days, LocalTime.parse(written.group(2)), LocalTime.parse(written.group(3)),
                            ZoneId.of(written.group(4))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Days and stretches of days, parted by commas; none where one of them is none. A stretch may go over Sunday. */
    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            int from = range.matches() ? DAYS.indexOf(range.group(1)) : -1;
            int to = from < 0 || range.group(2) == null ? from : DAYS.indexOf(range.group(2));
            if (from < 0 || to < 0) {
                return Set.of();
            }
            for (int day = from; day <= (to < from ? to + DAYS.size() : to); day++) {
                days.add(DayOfWeek.of(day % DAYS.size() + 1));
            }
        }
        return days;
    }
}
