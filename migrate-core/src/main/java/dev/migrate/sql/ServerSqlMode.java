package dev.migrate.sql;

/**
 * The values of the variable {@code sql_mode} before a script changes it.
 *
 * @param session the value of the session
 * @param global the value that {@code DEFAULT} stands for
 */
public record ServerSqlMode(String session, String global) {

    /** The values that let a backslash escape and double quotes enclose a literal, as do the defaults of all servers. */
    public static final ServerSqlMode DEFAULT = new ServerSqlMode("", "");
}
