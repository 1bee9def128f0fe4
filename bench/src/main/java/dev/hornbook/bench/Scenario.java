package dev.hornbook.bench;

import java.util.Map;

/** One row of the comparison: what happens to both pools alike, what is counted of it, and what ours is to reach. */
interface Scenario {
    /** As {@code --scenario} takes it. */
    String name();

    /** What happens, in one line; it stands over the figures. */
    String title();

    /** The quantities that are judged. */
    Map<String, Goal> goals();

    /** Measures both pools, as often as the plan says. */
    void measure(Plan plan, Figures figures) throws Exception;
}
