package dev.migrate.spring.boot.autoconfigure.diagnostics;

import java.util.regex.Pattern;

/** Explains how to run the commands that a remedy names. */
final class CommandHint {

    private static final Pattern COMMAND = Pattern.compile("\\b[Rr]un '[a-z]|'migrate [a-z]");

    private CommandHint() {}

    /** Returns the remedy, with the hint if it names a command. */
    static String after(String remedy) {
        return COMMAND.matcher(remedy).find()
                ? remedy + "\nRun commands as 'java -jar app.jar migrate COMMAND' or 'mvn migrate:COMMAND'."
                : remedy;
    }
}
