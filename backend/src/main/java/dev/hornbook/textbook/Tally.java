package dev.hornbook.textbook;

/** How many things of a kind reading a book in added, changed, removed and left as they were. */
public record Tally(int added, int changed, int removed, int unchanged) {
    /** Whether nothing is different from before. */
    public boolean isQuiet() {
        return added == 0 && changed == 0 && removed == 0;
    }
}
