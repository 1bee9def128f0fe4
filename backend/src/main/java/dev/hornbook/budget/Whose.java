package dev.hornbook.budget;

/** Whose questions to a model are used up. */
public enum Whose {
    /** The asker's own. */
    YOURS,
    /** A guest's own, or those of all guests together: whoever signs up may ask on. */
    GUESTS,
    /** Those of all. */
    EVERYBODYS
}
