/**
 * Goes the road from this process to the compute step by step, and says in plain words how each step is and what to do. {@link
 * dev.hornbook.pool.check.RoadCheck} is for programs; {@link dev.hornbook.pool.check.Main} is the same as a command.
 */
package dev.hornbook.pool.check;
