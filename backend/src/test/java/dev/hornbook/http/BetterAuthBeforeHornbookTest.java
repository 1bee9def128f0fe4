package dev.hornbook.http;

/** Hornbook joins a Better Auth server that has been there for a while. */
class BetterAuthBeforeHornbookTest extends SharedTablesContract {

    @Override
    AuthWire first() {
        return betterAuth;
    }
}
