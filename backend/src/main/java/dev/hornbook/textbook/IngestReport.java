package dev.hornbook.textbook;

import java.util.List;

/**
 * What reading a book in has done.
 *
 * @param slug the book's, under which it is found
 * @param revision the book's; one more than before exactly when something changed
 * @param passages a passage whose words changed counts as one removed and one added
 * @param faults the files left out; what was stored of them before is still there
 */
public record IngestReport(String slug, String title, long revision, Tally chapters, Tally sections, Tally passages, List<Fault> faults) {
    public IngestReport {
        faults = List.copyOf(faults);
    }
}
