package dev.hornbook.answer;

import dev.hornbook.database.UserId;
import java.util.HashMap;
import java.util.Map;

/** How many answers are being written for each reader, so that none takes the places of all. */
final class PlacesEach {
    private final int most;
    private final Map<UserId, Integer> taken = new HashMap<>();

    PlacesEach(int most) {
        this.most = most;
    }

    /** False where the reader has as many as one may. */
    synchronized boolean tryTake(UserId user) {
        int before = taken.getOrDefault(user, 0);
        if (before == most) {
            return false;
        }
        taken.put(user, before + 1);
        return true;
    }

    synchronized void giveBack(UserId user) {
        taken.compute(user, (_, before) -> before == 1 ? null : before - 1);
    }
}
