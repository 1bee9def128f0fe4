package dev.hornbook.http;

/** A Better Auth server joins a Hornbook that has been there for a while. */
class HornbookBeforeBetterAuthTest extends SharedTablesContract {

    @Override
    AuthWire first() {
        return hornbook;
    }
}
