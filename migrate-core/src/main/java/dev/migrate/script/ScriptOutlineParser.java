package dev.migrate.script;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.script.Directive.Kind;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the header and the sections of a script by its lines. A line that starts with {@code -- migrate:} is always a
 * directive, even inside a quote or a comment, so that the end of a section does not depend on parsing its SQL.
 */
final class ScriptOutlineParser {

    private static final Pattern DIRECTIVE = Pattern.compile("(?i)--[ \\t]*migrate:[ \\t]*(\\S*)(.*)");
    private static final Pattern INDENTED = Pattern.compile("(?i)\\s+--\\s*migrate:\\s*(upgrade|downgrade|todo)\\b.*");
    private static final List<String> SECTIONS = List.of("upgrade", "downgrade");

    /** Marks the enclosing section as unfinished. */
    private static final String TODO = "todo";

    private static final List<String> DIRECTIVES = List.of("upgrade", "downgrade", TODO);

    /** The directive for warnings that autogenerate writes into a section. */
    private static final String WARNING = "warning";

    private final String location;
    private final Problems problems;
    private final SectionOptions options;
    private final List<ScriptOutline.Line> header = new ArrayList<>();
    private final List<Directive> directives = new ArrayList<>();
    private boolean headerEnded;
    private boolean sectionSeen;
    private boolean textReported;

    ScriptOutlineParser(String location, Problems problems) {
        this.location = location;
        this.problems = problems;
        this.options = new SectionOptions(location, problems);
    }

    ScriptOutline parse(Reader text) throws IOException {
        LineReader lines = new LineReader(text);
        long start = 0;
        String line = lines.next();
        while (line != null) {
            Matcher directive = DIRECTIVE.matcher(line);
            if (lines.truncated() && line.startsWith("--") && !this.headerEnded) {
                report(
                        ErrorCode.LINE_TOO_LONG,
                        lines.number(),
                        "This line of the header is longer than %,d characters."
                                .formatted(LineReader.MAX_COMMENT_LENGTH),
                        "Shorten it, or move a list of data out of the header.");
            }
            if (line.startsWith("--")
                    && directive.matches()
                    && !directive.group(1).equalsIgnoreCase(WARNING)) {
                directive(directive, lines, start);
            } else {
                text(line, lines.number());
            }
            start = lines.offset();
            line = lines.next();
        }
        endSection(start);
        return new ScriptOutline(List.copyOf(this.header), List.copyOf(this.directives));
    }

    private void directive(Matcher matcher, LineReader lines, long start) {
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        if (name.equals(TODO)) {
            todo(lines.number());
            return;
        }
        endSection(start);
        this.headerEnded = true;
        this.sectionSeen = true;
        if (SECTIONS.contains(name)) {
            startSection(name, matcher, lines);
        } else {
            report(
                    ErrorCode.UNKNOWN_DIRECTIVE,
                    lines.number(),
                    "'%s' is not a directive.".formatted(matcher.group(1)),
                    Suggestion.remedy(name, DIRECTIVES));
        }
    }

    private void todo(int line) {
        int last = this.directives.size() - 1;
        if (last < 0) {
            report(
                    ErrorCode.TODO_BEFORE_SECTION,
                    line,
                    "'-- migrate:todo' marks a section as unfinished, but no section begins above it.",
                    "Move it below '-- migrate:upgrade' or '-- migrate:downgrade'.");
        } else {
            this.directives.set(last, this.directives.get(last).withTodo(line));
        }
    }

    private void endSection(long end) {
        int last = this.directives.size() - 1;
        if (last >= 0 && this.directives.get(last).end() < 0) {
            this.directives.set(last, this.directives.get(last).endingAt(end));
        }
    }

    private void startSection(String name, Matcher matcher, LineReader lines) {
        Kind kind = name.equals("upgrade") ? Kind.UPGRADE : Kind.DOWNGRADE;
        Directive directive = this.options.parse(kind, matcher.group(2), lines.number(), lines.offset());
        Directive other = conflict(directive);
        if (other != null) {
            report(
                    ErrorCode.DUPLICATE_SECTION,
                    directive.line(),
                    "Duplicate %s section for the same databases; the first is at line %d."
                            .formatted(kind.word(), other.line()),
                    "Merge the two, or set different databases with 'dialect='.");
        }
        this.directives.add(directive);
    }

    private @Nullable Directive conflict(Directive directive) {
        for (Directive other : this.directives) {
            if (other.conflictsWith(directive)) {
                return other;
            }
        }
        return null;
    }

    private void text(String line, int number) {
        if (!line.startsWith("--")
                && line.contains("--")
                && INDENTED.matcher(line).matches()) {
            report(
                    ErrorCode.INDENTED_DIRECTIVE,
                    number,
                    "This directive does not start its line, so it would be read as a comment.",
                    "Remove the whitespace before it.");
        }
        if (this.sectionSeen) {
            return;
        }
        if (!line.startsWith("--")) {
            this.headerEnded |= !this.header.isEmpty() || !line.isBlank();
            textBeforeSection(line, number);
        } else if (!this.headerEnded) {
            this.header.add(new ScriptOutline.Line(number, line.substring(2).strip()));
        }
    }

    private void textBeforeSection(String line, int number) {
        if (!line.isBlank() && !line.stripLeading().startsWith("--") && !this.textReported) {
            this.textReported = true;
            report(
                    ErrorCode.TEXT_BEFORE_SECTION,
                    number,
                    "Only '--' comments are allowed before the first section.",
                    "Add a line '-- migrate:upgrade' before the SQL.");
        }
    }

    private void report(ErrorCode code, int line, String message, String remedy) {
        this.problems.add(new Problem(code, new Location(this.location, line), message, remedy));
    }
}
