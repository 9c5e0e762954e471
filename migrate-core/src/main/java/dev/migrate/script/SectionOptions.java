package dev.migrate.script;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.script.Directive.Kind;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Parses the options of {@code -- migrate:upgrade} and {@code -- migrate:downgrade}. */
final class SectionOptions {

    private static final String TRANSACTION = "transaction";
    private static final String DIALECT = "dialect";
    private static final List<String> OPTIONS = List.of(TRANSACTION, DIALECT);

    private final String location;
    private final Problems problems;

    SectionOptions(String location, Problems problems) {
        this.location = location;
        this.problems = problems;
    }

    /** Returns the directive with its options; the end of its section is not known yet. */
    Directive parse(Kind kind, String text, int line, long start) {
        Map<String, String> options = new HashMap<>();
        for (String option : text.strip().split("\\s+", -1)) {
            if (!option.isEmpty()) {
                option(option, line, options);
            }
        }
        boolean transactional = transactional(options.getOrDefault(TRANSACTION, "on"), line);
        Set<String> dialects =
                options.containsKey(DIALECT) ? dialects(options.getOrDefault(DIALECT, ""), line) : Set.of();
        return new Directive(kind, transactional, dialects, line, start, -1, List.of());
    }

    private void option(String option, int line, Map<String, String> options) {
        int equals = option.indexOf('=');
        String name = (equals < 0 ? option : option.substring(0, equals)).toLowerCase(Locale.ROOT);
        if (!OPTIONS.contains(name)) {
            report(
                    ErrorCode.UNKNOWN_OPTION,
                    line,
                    "'%s' is not a section option.".formatted(option),
                    Suggestion.remedy(name, OPTIONS) + " Write for example 'dialect=postgresql,h2', without spaces.");
        } else if (equals < 0) {
            report(
                    ErrorCode.BAD_OPTION,
                    line,
                    "The option '%s' has no value.".formatted(name),
                    name.equals(DIALECT) ? "Write for example 'dialect=postgresql,h2'." : "Write 'transaction=off'.");
        } else if (options.put(name, option.substring(equals + 1)) != null) {
            report(ErrorCode.BAD_OPTION, line, "The option '%s' is duplicated.".formatted(name), "Write it once.");
        }
    }

    private boolean transactional(String value, int line) {
        if (!value.equalsIgnoreCase("on") && !value.equalsIgnoreCase("off")) {
            report(
                    ErrorCode.BAD_OPTION,
                    line,
                    "'%s' is not a value of 'transaction'.".formatted(value),
                    "Write 'transaction=off'.");
        }
        return !value.equalsIgnoreCase("off");
    }

    private Set<String> dialects(String value, int line) {
        Set<String> dialects = new LinkedHashSet<>();
        for (String dialect : value.toLowerCase(Locale.ROOT).split(",", -1)) {
            if (!Dialects.names().contains(dialect)) {
                report(
                        ErrorCode.UNKNOWN_DIALECT,
                        line,
                        dialect.isEmpty()
                                ? "The list of 'dialect' has an empty value."
                                : "'%s' is not a supported database.".formatted(dialect),
                        Suggestion.remedy(dialect, Dialects.names()));
            } else if (!dialects.add(dialect)) {
                report(
                        ErrorCode.BAD_OPTION,
                        line,
                        "The list of 'dialect' contains '%s' twice.".formatted(dialect),
                        "Name it once.");
            }
        }
        return dialects;
    }

    private void report(ErrorCode code, int line, String message, String remedy) {
        this.problems.add(new Problem(code, new Location(this.location, line), message, remedy));
    }
}
