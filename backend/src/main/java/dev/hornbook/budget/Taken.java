package dev.hornbook.budget;

import java.time.LocalDate;

/** What became of asking for one question to a model. */
public sealed interface Taken {
    /** It may be put, and is counted. */
    record Granted(LocalDate day) implements Taken {}

    /**
     * None is left today.
     *
     * @param limit how many a day the asker may at most; 0 where it is never a model that answers them
     */
    record UsedUp(Whose whose, int limit) implements Taken {}
}
