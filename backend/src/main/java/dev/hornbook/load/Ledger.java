package dev.hornbook.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;

/** Sends requests and keeps account of them: each counts from the moment that it was meant for, however late it is begun. */
final class Ledger {
    private static final int DIGITS = 3;

    private final Pace pace;
    private final long from;
    private final Map<Row, Tally> tallies = new EnumMap<>(Row.class);
    private final ConcurrentHistogram late = new ConcurrentHistogram(DIGITS);

    /** @param from the first moment that counts */
    Ledger(Pace pace, long from) {
        this.pace = pace;
        this.from = from;
        Arrays.stream(Row.values()).forEach(row -> tallies.put(row, new Tally()));
    }

    /** Waits for the answer. */
    Answer perform(Desk desk, Request request, long meant) {
        if (meant < from) {
            return desk.send(request);
        }
        late.recordValue(Math.max(0, pace.now() - meant));
        begun(request.row());
        Answer answer = desk.send(request);
        ended(request.row(), meant, answer);
        return answer;
    }

    /** What there is to say so far. */
    Report report(Plan plan, Duration counted) {
        List<Report.Line> lines = Arrays.stream(Row.values()).map(row -> tallies.get(row).line(row, counted.toNanos() / 1e9))
                .filter(line -> line.requests() > 0).toList();
        return new Report(plan, counted, lines, Figures.of(late));
    }

    private void begun(Row row) {
        tallies.get(row).begun();
        if (row == Row.ANSWER) {
            tallies.get(Row.ASK).begun();
        }
    }

    private void ended(Row row, long meant, Answer answer) {
        long now = pace.now();
        if (row != Row.ANSWER) {
            end(row, now - meant, answer);
            return;
        }
        answer.firstEvent().ifPresentOrElse(at -> tallies.get(Row.ASK).succeeded(at - meant, answer.database()),
                () -> tallies.get(Row.ASK).failed(answer.failure().orElse("no-event")));
        // What the header says was spent by the first event; the rest of the answer is told by none.
        end(row, now - meant, answer.withoutDatabase());
    }

    private void end(Row row, long nanos, Answer answer) {
        answer.failure().ifPresentOrElse(tallies.get(row)::failed, () -> tallies.get(row).succeeded(nanos, answer.database()));
    }
}
