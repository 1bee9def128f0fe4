package dev.hornbook.budget;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody may still ask a model today.
 *
 * @param limit how many questions a day they may at most
 * @param left how many are left; fewer than their own limit leaves where everybody's are running out
 * @param usedUp whose questions are used up; empty while some are left
 * @param until when the next day begins
 */
public record Allowance(int limit, int left, Optional<Whose> usedUp, Instant until) {}
