package dev.hornbook.database;

/**
 * What a statement runs as.
 *
 * @param user the user's id, or empty for nobody; the setting is always written, so that nothing can be left over in it
 */
record RoleAndUser(DatabaseRole role, String user) {
    static RoleAndUser without(DatabaseRole role) {
        return new RoleAndUser(role, "");
    }
}
