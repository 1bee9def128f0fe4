package dev.hornbook.answer;

import java.time.Duration;

/**
 * The bounds of answering on one instance.
 *
 * @param atOnce how many answers are written at the same time, 256 unless told otherwise; beyond it a question is refused
 * @param forOne how many of them for one reader, 4 unless told otherwise
 * @param kept how long a finished answer can still be followed from memory, 5 minutes unless told otherwise
 * @param mostKept how many finished answers are held at most, 2,000 unless told otherwise; the oldest go first
 * @param saving how long the end of an answer is tried to be stored while the database is away, 30 seconds unless told otherwise
 */
public record AnswerSettings(int atOnce, int forOne, Duration kept, int mostKept, Duration saving) {
    public AnswerSettings {
        if (atOnce < 1 || forOne < 1 || mostKept < 0 || kept.isNegative() || saving.isNegative()) {
            throw new IllegalArgumentException("An instance writes at least one answer at once and for each, and times are not negative.");
        }
    }

    public static AnswerSettings defaults() {
        return new AnswerSettings(256, 4, Duration.ofMinutes(5), 2_000, Duration.ofSeconds(30));
    }

    public AnswerSettings atOnce(int answers) {
        return new AnswerSettings(answers, forOne, kept, mostKept, saving);
    }

    public AnswerSettings forOne(int answers) {
        return new AnswerSettings(atOnce, answers, kept, mostKept, saving);
    }

    public AnswerSettings kept(Duration time) {
        return new AnswerSettings(atOnce, forOne, time, mostKept, saving);
    }

    public AnswerSettings saving(Duration time) {
        return new AnswerSettings(atOnce, forOne, kept, mostKept, time);
    }
}
