package dev.migrate.spring.boot.autoconfigure.diagnostics;

import java.util.regex.Pattern;

/** Formats remedies for the startup log. */
final class Remedy {

    private static final Pattern COMMAND = Pattern.compile("\\b[Rr]un '[a-z]|'migrate [a-z]");

    private Remedy() {}

    /** Returns a remedy that explains how to run the commands it mentions. */
    static String withCommands(String remedy) {
        return COMMAND.matcher(remedy).find()
                ? remedy + "\nRun commands as 'java -jar app.jar migrate COMMAND' or 'mvn migrate:COMMAND'."
                : remedy;
    }
}
