package dev.hornbook.bench;

import dev.hornbook.evaluation.LabelledQuestion;
import dev.hornbook.evaluation.QuestionSet;
import dev.hornbook.retrieval.Embedder;
import dev.hornbook.retrieval.IndexQuery;
import dev.hornbook.retrieval.LuceneIndex;
import dev.hornbook.retrieval.Question;
import dev.hornbook.retrieval.Retriever;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./hornbook bench retrieval}: how long it takes to find the passages for a question. */
@Command(name = "retrieval", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures what finding the passages for one question takes, from its words to the passages and whether they answer it, the question's vector"
            + " included, in Lucene on disk; beside it words alone (BM25), meaning alone (the vector made and its neighbours searched), and the"
            + " vector by itself. One question after the other, each way in a random turn."}, footer = {
                "",
                "Exit codes: 0 the goal was reached, 1 it was not, 2 it could not be measured.",
                "The machine should have nothing else to do. docs/performance.md has the figures last published."})
final class RetrievalCommand implements Callable<Integer> {
    private static final double GOAL = 25;
    private static final int PASSAGES_OF_AN_ANSWER = 8;
    /** Rounds of all questions before any counts: the JVM compiles what is slow at first. */
    private static final int BEFORE = 3;

    @Spec
    private CommandSpec spec;

    @Option(names = "--passages", paramLabel = "N", defaultValue = "10000", description = "How many passages at least; ${DEFAULT-VALUE} unless given.")
    private int passages;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "How often each question is asked each way; ${DEFAULT-VALUE} unless given.")
    private int rounds;

    @Option(names = "--questions", paramLabel = "N", defaultValue = "1000", description = "How many of the labelled questions at most; ${DEFAULT-VALUE} unless given.")
    private int most;

    private enum Way {
        HYBRID("both, as an answer is looked for"),
        WORDS("words alone (BM25)"),
        MEANING("meaning alone (dense)"),
        VECTOR("the question's vector");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    @Override
    public Integer call() throws Exception {
        if (passages < 1 || passages > 1_000_000 || rounds < 1 || rounds > 1_000 || most < 1) {
            throw new ParameterException(spec.commandLine(),
                    "--passages takes a number from 1 to 1000000, --rounds one from 1 to 1000, --questions one from 1 on.");
        }
        var tells = spec.commandLine().getErr();
        Path directory = Files.createTempDirectory("hornbook-retrieval");
        try (var embedder = new Embedder(); var index = LuceneIndex.in(directory)) {
            if (embedder.load() != Embedder.State.READY) {
                tells.println("x The embedding model could not be loaded.");
                return PoolCommand.UNUSABLE;
            }
            tells.println("making a book of " + passages + " passages");
            var book = new LargeBook(passages);
            index.update(book.passages(embedder), List.of());
            index.flush();
            var retriever = new Retriever(book::shelf, index, index, embedder);
            return measure(retriever, index, embedder, book.shelf().places().size());
        } finally {
            Folder.remove(directory);
        }
    }

    private int measure(Retriever retriever, LuceneIndex index, Embedder embedder, int held) {
        List<String> questions = QuestionSet.ours("physical-ai").questions().stream().map(LabelledQuestion::question).limit(most).toList();
        var times = new ArrayList<List<Double>>();
        for (Way _ : Way.values()) {
            times.add(new ArrayList<>());
        }
        var random = new Random(2);
        var ways = new ArrayList<>(List.of(Way.values()));
        for (int round = -BEFORE; round < rounds; round++) {
            spec.commandLine().getErr().println(round < 0 ? "before, uncounted" : "round " + (round + 1) + " of " + rounds);
            for (String question : questions) {
                Collections.shuffle(ways, random);
                for (Way way : ways) {
                    long begun = System.nanoTime();
                    ask(way, question, retriever, index, embedder);
                    if (round >= 0) {
                        times.get(way.ordinal()).add((System.nanoTime() - begun) / 1e6);
                    }
                }
            }
        }
        return print(questions.size(), held, times);
    }

    private static void ask(Way way, String question, Retriever retriever, LuceneIndex index, Embedder embedder) {
        switch (way) {
            case HYBRID -> retriever.find(Question.of(question));
            case WORDS -> index.search(new IndexQuery(question, "", Optional.empty(), Optional.empty(), PASSAGES_OF_AN_ANSWER));
            case MEANING -> index.search(new IndexQuery("", "", embedder.question(question), Optional.empty(), PASSAGES_OF_AN_ANSWER));
            case VECTOR -> embedder.question(question);
        }
    }

    private int print(int questions, int held, List<List<Double>> times) {
        var out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "The passages for one question, among %,d: %d processors, Java %s, %,d questions, %d times each%n%n", held,
                Runtime.getRuntime().availableProcessors(), Runtime.version(), questions, rounds);
        out.printf("%-36s %9s %9s %9s%n", "", "p50, ms", "p95, ms", "p99, ms");
        for (Way way : Way.values()) {
            List<Double> sorted = times.get(way.ordinal()).stream().sorted().toList();
            String verdict = way == Way.HYBRID
                    ? String.format(Locale.ROOT, "   p95 under %.0f  %s", GOAL, at(sorted, 0.95) < GOAL ? "yes" : "NO")
                    : "";
            out.printf(Locale.ROOT, "%-36s %9.1f %9.1f %9.1f%s%n", way.title, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), verdict);
        }
        out.flush();
        return at(times.get(Way.HYBRID.ordinal()).stream().sorted().toList(), 0.95) < GOAL ? PoolCommand.REACHED : PoolCommand.MISSED;
    }

    /** The smallest time that this share of all does not exceed. */
    static double at(List<Double> sorted, double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
