package dev.hornbook.database;

/** JSON text as a statement's parameter, for a {@code json} or {@code jsonb} column. */
public record Json(String text) {}
