package dev.migrate.template;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.error.Remedy;
import dev.migrate.revision.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Template for the text of a new script, with the placeholders {@code {message}}, {@code {revision}},
 * {@code {revises}}, {@code {created}}, {@code {author}}, {@code {branch_labels}}, {@code {depends_on}},
 * {@code {upgrade}}, and {@code {downgrade}}. A line is omitted if all of its placeholders are empty. After the first
 * directive, other text in braces might be SQL and is kept. An unwritten section is marked with a line
 * {@code -- migrate:todo}.
 */
public final class ScriptTemplate {

    /** The name of the file in a location that replaces the built-in template. */
    public static final String FILE = "script.sql.template";

    private static final List<String> PLACEHOLDERS = List.of(
            "message",
            "revision",
            "revises",
            "created",
            "author",
            "branch_labels",
            "depends_on",
            "upgrade",
            "downgrade");

    /** Placeholders without which a script would not define a revision. */
    private static final List<String> REQUIRED =
            List.of("message", "revision", "revises", "branch_labels", "depends_on");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_ ]+)}");
    private static final String DIRECTIVE = "-- migrate:";
    private static final String UPGRADE = DIRECTIVE + "upgrade";
    private static final String DOWNGRADE = DIRECTIVE + "downgrade";
    private static final List<String> SECTIONS = List.of("upgrade", "downgrade");
    private static final String TODO = "-- migrate:todo\n";

    private final List<String> lines;

    private ScriptTemplate(List<String> lines) {
        this.lines = lines;
    }

    /** Returns the template that is used if no location has one. */
    public static ScriptTemplate builtIn() {
        return of(FILE, builtInText());
    }

    /** Returns the text of the built-in template. */
    public static String builtInText() {
        try (InputStream resource =
                Objects.requireNonNull(ScriptTemplate.class.getResourceAsStream(FILE), "The template is missing")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Parses a template.
     *
     * @param file the file name, for messages
     * @throws InvalidScriptsException if a placeholder is unknown, or if a required one is missing
     */
    public static ScriptTemplate of(String file, String text) {
        List<String> lines = text.lines().toList();
        Problems problems = new Problems();
        boolean header = true;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            header &= !line.startsWith(DIRECTIVE);
            for (Matcher matcher = PLACEHOLDER.matcher(line); header && matcher.find(); ) {
                if (!PLACEHOLDERS.contains(matcher.group(1))) {
                    problems.add(new Problem(
                            ErrorCode.UNKNOWN_PLACEHOLDER,
                            new Location(file, number),
                            "'%s' is not a placeholder of a script template.".formatted(matcher.group()),
                            "Use {%s}.".formatted(String.join("}, {", PLACEHOLDERS))));
                }
            }
        }
        for (String required : REQUIRED) {
            if (!text.contains("{" + required + "}")) {
                problems.add(new Problem(
                        ErrorCode.MISSING_PLACEHOLDER,
                        new Location(file, 1),
                        "The template lacks the placeholder '{%s}', which each revision requires.".formatted(required),
                        Remedy.of(
                                "Add it as in the built-in template, which %s writes if the file does not exist.",
                                new Command("init"))));
            }
        }
        problems.throwIfAny(InvalidScriptsException::new);
        return new ScriptTemplate(lines);
    }

    /**
     * Returns the text of a script.
     *
     * @param revision the values for its header
     * @param message the message of the revision, in one or more lines
     * @param upgrade the SQL of the upgrade
     * @param downgrade the SQL of the downgrade; null for a script without a downgrade section
     * @param complete whether a section without SQL is complete; otherwise it is marked as still to be written
     */
    public String render(
            Revision revision, String message, String upgrade, @Nullable String downgrade, boolean complete) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("message", message.strip());
        values.put("revision", revision.id());
        values.put("revises", String.join(", ", revision.revises()));
        values.put(
                "created", revision.created() == null ? "" : revision.created().toString());
        values.put("author", revision.author() == null ? "" : revision.author());
        values.put("branch_labels", String.join(", ", revision.branchLabels()));
        values.put("depends_on", String.join(", ", revision.dependsOn()));
        values.put("upgrade", upgrade.strip());
        values.put("downgrade", downgrade == null ? "" : downgrade.strip());
        StringBuilder text = new StringBuilder();
        (downgrade == null ? withoutDowngrade() : this.lines).forEach((line) -> {
            boolean unwritten = SECTIONS.stream()
                    .anyMatch((section) -> line.contains("{" + section + "}")
                            && values.getOrDefault(section, "").isEmpty());
            if (unwritten && !complete) {
                text.append(TODO);
            }
            render(line, values, text);
        });
        return text.toString();
    }

    private List<String> withoutDowngrade() {
        List<String> others = new ArrayList<>();
        boolean inDowngrade = false;
        for (String line : this.lines) {
            if (line.startsWith(DOWNGRADE)) {
                inDowngrade = true;
            } else if (line.startsWith(UPGRADE)) {
                inDowngrade = false;
            }
            if (!inDowngrade) {
                others.add(line);
            }
        }
        return others;
    }

    private static void render(String line, Map<String, String> values, StringBuilder text) {
        boolean hasPlaceholder = false;
        boolean hasValue = false;
        StringBuilder rendered = new StringBuilder();
        int from = 0;
        for (Matcher matcher = PLACEHOLDER.matcher(line); matcher.find(); ) {
            String value = values.get(matcher.group(1));
            if (value != null) {
                hasPlaceholder = true;
                hasValue |= !value.isEmpty();
                rendered.append(line, from, matcher.start())
                        .append(continued(value, line.substring(0, matcher.start())));
                from = matcher.end();
            }
        }
        if (!hasPlaceholder || hasValue) {
            text.append(rendered).append(line, from, line.length()).append('\n');
        }
    }

    /** Prefixes further lines like the first, so that the value of a comment stays in the comment. */
    private static String continued(String value, String lineStart) {
        String prefix = lineStart.startsWith("--") ? "-- " : "";
        StringBuilder lines = new StringBuilder();
        value.lines()
                .forEach((line) -> lines.append(
                        lines.isEmpty() ? line : "\n" + (line.isBlank() ? prefix.strip() : prefix + line)));
        return lines.toString();
    }
}
