package dev.hornbook.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.evaluation.LabelledQuestion.Half;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Labelled questions on one book, from JSON Lines: {@code {"id", "question", "sections": […], "half": "tuning"|"held"}}. */
public record QuestionSet(String name, List<LabelledQuestion> questions) {
    /** The sets that come with Hornbook: on the sample textbook, and on the manual of PostgreSQL 15 as Debian packs it. */
    public static final List<String> OURS = List.of("physical-ai", "postgresql-15");

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public QuestionSet {
        questions = List.copyOf(questions);
    }

    private record Line(String id, String question, List<String> sections, String half, boolean foreign) {}

    /** @param name one of {@link #OURS} */
    public static QuestionSet ours(String name) {
        try (InputStream in = QuestionSet.class.getResourceAsStream("/eval/" + name + ".jsonl")) {
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The set " + name + " cannot be read.", e);
        }
    }

    /**
     * A set of one's own.
     *
     * @throws IllegalArgumentException when a line is none, saying which and why
     * @throws UncheckedIOException when the file cannot be read
     */
    public static QuestionSet in(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The questions in " + file + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    static QuestionSet parse(String name, String text) {
        var questions = new ArrayList<LabelledQuestion>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                Line read = JSON.readValue(line, Line.class);
                questions.add(new LabelledQuestion(read.id(), read.question(), read.sections() == null ? List.of() : read.sections(),
                        Half.of(read.half()), read.foreign()));
            } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
                throw new IllegalArgumentException("Line " + number + " of " + name + " is no labelled question: it needs"
                        + " \"id\", \"question\" and \"half\" (tuning or held), and \"sections\" where the book answers it. "
                        + firstLine(e), e);
            }
            if (!ids.add(questions.getLast().id())) {
                throw new IllegalArgumentException("Line " + number + " of " + name + " has the id of a line before it: "
                        + questions.getLast().id() + ".");
            }
        }
        return new QuestionSet(name, questions);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** One half of it. */
    public QuestionSet only(Half half) {
        return new QuestionSet(name, questions.stream().filter(question -> question.half() == half).toList());
    }
}
