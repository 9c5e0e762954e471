package dev.migrate.script;

import dev.migrate.revision.Revision;

/**
 * The header of a migration in Java, from its annotation.
 *
 * @param className the binary name of the class
 * @param transactional whether all its operations run in one transaction
 */
record MigrationHeader(String className, Revision revision, boolean transactional) {

    /** Returns the location of the class, as used in reports. */
    static String location(String className) {
        return "classpath:" + className.replace('.', '/') + ".class";
    }

    /** Returns the location of its source, as used in messages. */
    static String source(String className) {
        return "classpath:" + outermost(className).replace('.', '/') + ".java";
    }

    /** Returns the name of the outermost class, which names the source file. */
    static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }
}
