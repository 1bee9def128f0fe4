package dev.hornbook.conversation;

import java.util.Optional;

/** What a reader thinks of an answer. */
public record Judgement(Thumb thumb, Optional<String> words) {}
