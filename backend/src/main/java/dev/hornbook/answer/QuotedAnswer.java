package dev.hornbook.answer;

import dev.hornbook.retrieval.Findings;
import dev.hornbook.retrieval.Retriever;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers in the book's own words, without a model: the sentences that answer, whole, in the book's order, each with its
 * citation, at most about 120 words in all. Where the evidence is weak it says so.
 */
public final class QuotedAnswer implements AnswerWriter {
    private final SentencePicker picker;

    public QuotedAnswer(Retriever retriever) {
        this.picker = new SentencePicker(retriever);
    }

    @Override
    public void write(Findings findings, Draft draft) {
        List<Quotable> sentences = findings.evidence().answers() ? picker.pick(findings) : List.of();
        if (sentences.isEmpty()) {
            NothingSaid.write(findings, draft);
            return;
        }
        List<List<Quotable>> runs = runs(sentences);
        draft.write(lead(runs));
        for (List<Quotable> run : runs) {
            int number = draft.cite(run.getFirst().place(), String.join(" ", run.stream().map(Quotable::words).toList()));
            draft.write("\n\n");
            for (int i = 0; i < run.size() && !draft.isStopped(); i++) {
                draft.write((i > 0 ? " " : "") + run.get(i).markdown() + " [" + number + "]");
            }
        }
    }

    private static String lead(List<List<Quotable>> runs) {
        List<String> headings = runs.stream().map(run -> run.getFirst().place().section().title()).distinct().toList();
        return headings.size() == 1
                ? "The book, under “" + QuotedMarkdown.escaped(headings.getFirst()) + "”:"
                : "The book answers in " + headings.size() + " places:";
    }

    /** Neighbours in one paragraph are one quotation and share a citation. */
    private static List<List<Quotable>> runs(List<Quotable> sentences) {
        var runs = new ArrayList<List<Quotable>>();
        for (Quotable sentence : sentences) {
            Quotable last = runs.isEmpty() ? null : runs.getLast().getLast();
            if (last != null && last.place().equals(sentence.place()) && last.paragraph() == sentence.paragraph()
                    && last.order() == sentence.order() - 1) {
                runs.getLast().add(sentence);
            } else {
                runs.add(new ArrayList<>(List.of(sentence)));
            }
        }
        return runs;
    }
}
