package dev.migrate.script;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problems;
import dev.migrate.revision.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the comment block at the top of a script. */
final class HeaderParser {

    private static final String REVISION_ID = "Revision ID";
    private static final String REVISES = "Revises";
    private static final String CREATE_DATE = "Create Date";
    private static final String AUTHOR = "Author";
    private static final String BRANCH_LABELS = "Branch Labels";
    private static final String DEPENDS_ON = "Depends On";

    /** The script of another tool that the revision was imported from. */
    private static final String IMPORTED_FROM = "Imported From";

    private static final List<String> KEYS =
            List.of(REVISION_ID, REVISES, CREATE_DATE, AUTHOR, BRANCH_LABELS, DEPENDS_ON, IMPORTED_FROM);

    /** Keys that, above the revision id, would be read as prose and silently change the graph. */
    private static final List<String> GRAPH_KEYS = List.of(REVISES, BRANCH_LABELS, DEPENDS_ON);

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String location;
    private final Problems problems;
    private final Map<String, ScriptOutline.Line> values = new LinkedHashMap<>();
    private final List<ScriptOutline.Line> misplaced = new ArrayList<>();
    private String message = "";

    HeaderParser(String location, Problems problems) {
        this.location = location;
        this.problems = problems;
    }

    /** Returns the revision that the header describes, or empty if it has no usable id. */
    Optional<Revision> parse(List<ScriptOutline.Line> lines) {
        for (ScriptOutline.Line line : lines) {
            if (this.values.isEmpty()) {
                freeText(line);
            } else if (!line.text().isEmpty()) {
                entry(line);
            }
        }
        ScriptOutline.Line id = this.values.get(REVISION_ID);
        if (id == null) {
            reportMissingId(lines);
            return Optional.empty();
        }
        this.misplaced.forEach(this::reportMisplaced);
        checked().checkId(id.text(), at(id.number()));
        return Optional.of(new Revision(
                id.text(),
                ids(REVISES),
                list(DEPENDS_ON),
                list(BRANCH_LABELS),
                this.message,
                author(),
                created(),
                at(id.number())));
    }

    private void freeText(ScriptOutline.Line line) {
        String key = key(line.text());
        if (key.equalsIgnoreCase(REVISION_ID)) {
            entry(line);
        } else if (find(key, GRAPH_KEYS) != null) {
            this.misplaced.add(line);
        } else if (this.message.isEmpty()) {
            this.message = line.text();
        }
    }

    private void reportMisplaced(ScriptOutline.Line line) {
        report(
                ErrorCode.MISPLACED_KEY,
                line.number(),
                "'%s' is above 'Revision ID', where all lines are free text.".formatted(key(line.text())),
                "Move it below the line 'Revision ID'.");
    }

    private void entry(ScriptOutline.Line line) {
        String name = key(line.text());
        String key = find(name, KEYS);
        if (key == null) {
            report(
                    ErrorCode.UNKNOWN_KEY,
                    line.number(),
                    name.isEmpty()
                            ? "Each header line from 'Revision ID' on must be a key, a colon, and a value."
                            : "'%s' is not a header key.".formatted(name),
                    Suggestion.remedy(name, KEYS));
            return;
        }
        String value = line.text().substring(line.text().indexOf(':') + 1).strip();
        if (this.values.putIfAbsent(key, new ScriptOutline.Line(line.number(), value)) != null) {
            report(
                    ErrorCode.DUPLICATE_KEY,
                    line.number(),
                    "The header key '%s' is duplicated.".formatted(key),
                    "Keep one of the lines; separate several values by commas.");
        }
    }

    private static @Nullable String find(String name, List<String> keys) {
        for (String key : keys) {
            if (key.equalsIgnoreCase(name)) {
                return key;
            }
        }
        return null;
    }

    private static String key(String line) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon).strip();
        return key.indexOf("  ") < 0 ? key : BLANKS.matcher(key).replaceAll(" ");
    }

    private void reportMissingId(List<ScriptOutline.Line> lines) {
        Optional<ScriptOutline.Line> misspelled = lines.stream()
                .filter((line) ->
                        Suggestion.of(key(line.text()), List.of(REVISION_ID)).isPresent())
                .findFirst();
        report(
                ErrorCode.MISSING_REVISION_ID,
                misspelled.map(ScriptOutline.Line::number).orElse(1),
                "The header has no 'Revision ID'.",
                misspelled.isPresent()
                        ? "Did you mean '-- Revision ID: …' here?"
                        : "Add a line '-- Revision ID: …' to the comment block at the top, below the message.");
    }

    private List<String> ids(String key) {
        List<String> ids = list(key);
        ScriptOutline.Line line = this.values.get(key);
        if (line != null) {
            ids.forEach((id) -> checked().checkId(id, at(line.number())));
        }
        return ids;
    }

    private List<String> list(String key) {
        ScriptOutline.Line line = this.values.get(key);
        return line == null || line.text().isEmpty()
                ? List.of()
                : checked().list(key, List.of(line.text().split(",", -1)), at(line.number()));
    }

    private @Nullable String author() {
        ScriptOutline.Line line = this.values.get(AUTHOR);
        return line == null || line.text().isEmpty() ? null : line.text();
    }

    private @Nullable Instant created() {
        ScriptOutline.Line line = this.values.get(CREATE_DATE);
        return line == null ? null : checked().created(line.text(), at(line.number()));
    }

    private HeaderValues checked() {
        return new HeaderValues(this.problems);
    }

    private Location at(int line) {
        return new Location(this.location, line);
    }

    private void report(ErrorCode code, int line, String message, String remedy) {
        checked().report(code, at(line), message, remedy);
    }
}
