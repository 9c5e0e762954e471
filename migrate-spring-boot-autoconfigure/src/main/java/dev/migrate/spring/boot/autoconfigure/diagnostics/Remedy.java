package dev.migrate.spring.boot.autoconfigure.diagnostics;

import java.util.regex.Pattern;

/** What to do next, for a reader who has only the log of a start. */
final class Remedy {

    private static final Pattern COMMAND = Pattern.compile("\\b[Rr]un '[a-z]|'migrate [a-z]");

    private Remedy() {}

    /** Returns a remedy that says how the commands that it names are run. */
    static String withCommands(String remedy) {
        return COMMAND.matcher(remedy).find()
                ? remedy + "\nCommands run as 'java -jar app.jar migrate COMMAND' or 'mvn migrate:COMMAND'."
                : remedy;
    }
}
