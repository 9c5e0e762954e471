package dev.migrate.script;

import dev.migrate.revision.Revision;

/**
 * What a migration says of itself.
 *
 * @param className the class, as Java calls it
 * @param transactional whether all of it runs in one transaction
 */
record MigrationHeader(String className, Revision revision, boolean transactional) {

    /** The class as reports name it. */
    static String location(String className) {
        return "classpath:" + className.replace('.', '/') + ".class";
    }

    /** Its source, which messages point into. */
    static String source(String className) {
        return "classpath:" + outermost(className).replace('.', '/') + ".java";
    }

    /** The class whose name its source has. */
    static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }
}
