package dev.hornbook.cli;

/** Is told how far a rebuild of the indexes is. */
@FunctionalInterface
interface RebuildProgress {
    /** @param what is being made, such as {@code Lucene} */
    void at(String what, int done, int all);
}
