package dev.hornbook.conversation;

import java.time.Duration;
import java.util.Optional;

/**
 * How history is kept.
 *
 * @param recent how many unstarred conversations of a user are kept; 1 or more, 50 unless told otherwise
 * @param instance this process among those that share the database; an answer's row names the one that writes it
 * @param answerTime how long an answer may take from its question on before others count it as abandoned, 5 minutes unless told
 *                   otherwise; longer than an instance lets an answer run, or a live one is settled under its hands
 * @param retention how long a conversation is kept in which nobody asks, starred ones apart; for good unless told otherwise
 */
public record HistorySettings(int recent, String instance, Duration answerTime, Optional<Duration> retention) {
    /** The defaults. */
    public static HistorySettings of(String instance) {
        return new HistorySettings(50, instance, Duration.ofMinutes(5), Optional.empty());
    }

    public HistorySettings {
        if (recent < 1) {
            throw new IllegalArgumentException("At least one conversation of a user is kept; HORNBOOK_HISTORY_LIMIT is " + recent + ".");
        }
        if (retention.filter(time -> !time.isPositive()).isPresent()) {
            throw new IllegalArgumentException("Conversations are kept for a time, or for good; retention is " + retention.get() + ".");
        }
        if (!answerTime.isPositive()) {
            throw new IllegalArgumentException("An answer needs time; answerTime is " + answerTime + ".");
        }
    }

    public HistorySettings recent(int conversations) {
        return new HistorySettings(conversations, instance, answerTime, retention);
    }

    public HistorySettings answerTime(Duration time) {
        return new HistorySettings(recent, instance, time, retention);
    }

    public HistorySettings retention(Optional<Duration> time) {
        return new HistorySettings(recent, instance, answerTime, time);
    }
}
