package dev.hornbook.pool.check;

import java.time.Duration;

/**
 * One step of a check.
 *
 * @param name what was looked at, in a word that stays the same from version to version
 * @param finding what was found
 * @param took how long looking took
 */
public record Step(String name, Finding finding, Duration took) {}
