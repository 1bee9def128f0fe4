package dev.hornbook.account;

/** A session and whose it is. */
public record SignedIn(Session session, User user) {}
