package dev.migrate.importer.flyway;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The options of a script: those of the {@code .conf} file beside it, else those of all scripts.
 *
 * @param transactional whether the script runs in a transaction
 * @param encoding the encoding of the script
 * @param replacesPlaceholders whether placeholders are replaced
 * @param executes whether Flyway runs the script
 */
record ScriptOptions(boolean transactional, Charset encoding, boolean replacesPlaceholders, boolean executes) {

    static ScriptOptions of(FlywaySettings settings) {
        return new ScriptOptions(
                settings.executesInTransaction(), settings.encoding(), settings.replacesPlaceholders(), true);
    }

    /** Returns these options with those of a file. */
    ScriptOptions with(FoundFile file, List<Problem> problems) {
        ScriptOptions options = this;
        List<String> lines =
                new String(file.bytes(), StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                options = options.with(line, new Location(file.path(), i + 1), problems);
            }
        }
        return options;
    }

    private ScriptOptions with(String line, Location location, List<Problem> problems) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? line : line.substring(0, equals).strip();
        String value = equals < 0 ? "" : line.substring(equals + 1).strip();
        boolean flag = value.equalsIgnoreCase("true");
        if (key.equals("encoding")) {
            return new ScriptOptions(
                    this.transactional,
                    FlywaySettings.charset(location + ": encoding", value),
                    this.replacesPlaceholders,
                    this.executes);
        }
        if (flag || value.equalsIgnoreCase("false")) {
            switch (key) {
                case "executeInTransaction" -> {
                    return new ScriptOptions(flag, this.encoding, this.replacesPlaceholders, this.executes);
                }
                case "placeholderReplacement" -> {
                    return new ScriptOptions(this.transactional, this.encoding, flag, this.executes);
                }
                case "shouldExecute" -> {
                    return new ScriptOptions(this.transactional, this.encoding, this.replacesPlaceholders, flag);
                }
                default -> {}
            }
        }
        problems.add(new Problem(
                ErrorCode.NOT_IMPORTABLE,
                location,
                "The option '%s' of the script has no counterpart.".formatted(line),
                key.equals("shouldExecute")
                        ? "A revision runs in every environment. Decide whether the script runs, and write 'true' or 'false'."
                        : "Remove it, or correct its name and value."));
        return this;
    }
}
