package dev.hornbook.conversation;

import java.time.Duration;

/**
 * How history is kept.
 *
 * @param recent how many unstarred conversations of a user are kept; 1 or more, 50 unless told otherwise
 * @param instance this process among those that share the database; an answer's row names the one that writes it
 * @param answerTime how long an answer may take from its question on before others count it as abandoned, 5 minutes unless told
 *                   otherwise; longer than an instance lets an answer run, or a live one is settled under its hands
 */
public record HistorySettings(int recent, String instance, Duration answerTime) {
    /** The defaults. */
    public static HistorySettings of(String instance) {
        return new HistorySettings(50, instance, Duration.ofMinutes(5));
    }

    public HistorySettings {
        if (recent < 1) {
            throw new IllegalArgumentException("At least one conversation of a user is kept; HORNBOOK_HISTORY_LIMIT is " + recent + ".");
        }
        if (!answerTime.isPositive()) {
            throw new IllegalArgumentException("An answer needs time; answerTime is " + answerTime + ".");
        }
    }

    public HistorySettings recent(int conversations) {
        return new HistorySettings(conversations, instance, answerTime);
    }

    public HistorySettings answerTime(Duration time) {
        return new HistorySettings(recent, instance, time);
    }
}
