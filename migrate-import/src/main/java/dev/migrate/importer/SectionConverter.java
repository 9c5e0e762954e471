package dev.migrate.importer;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts the text of a script to the text of a section. The statements stay as they are, except that statements that
 * begin or commit a transaction are removed, because the section does both.
 */
final class SectionConverter {

    static final String REPLACEMENT =
            "Copy the script to another folder, correct the copy, and pass '--replacements FOLDER'. The original stays as it is.";

    private static final Pattern DIRECTIVE = Pattern.compile("(?im)^[ \\t]*--[ \\t]*migrate:.*$");
    private static final Pattern BEGIN = Pattern.compile("begin( work| transaction)?|start transaction.*");
    private static final Pattern COMMIT = Pattern.compile("(commit|end)( work| transaction)?");
    private static final Pattern NEEDS_TRANSACTION =
            Pattern.compile("set local .*|lock .*|create (global |local )?temp(orary)? .*|set constraints .*");

    private static final String NO_STATEMENTS = "-- The script of %s contains no statements.\n";

    private final Dialect dialect;
    private final String tool;
    private final List<Problem> problems;
    private final List<String> notes;

    SectionConverter(Dialect dialect, String tool, List<Problem> problems, List<String> notes) {
        this.dialect = dialect;
        this.tool = tool;
        this.problems = problems;
        this.notes = notes;
    }

    /** Returns the section; adds the reasons why it cannot be used to the problems. */
    ConvertedSection convert(SourceText source) {
        if (hasDirective(source)) {
            return new ConvertedSection(source, "", source.transactional());
        }
        String text = source.text();
        try {
            List<Statement> statements = statements(source.file(), text);
            if (statements.isEmpty()) {
                if (!text.isBlank()) {
                    this.notes.add("%s contains no statements; its section is empty.".formatted(source.file()));
                }
                return new ConvertedSection(source, NO_STATEMENTS.formatted(this.tool), source.transactional());
            }
            return withoutTransactionStatements(new ConvertedSection(source, text, source.transactional()), statements);
        } catch (InvalidScriptsException unreadable) {
            unreadable
                    .problems()
                    .forEach((problem) -> this.problems.add(new Problem(
                            problem.code(),
                            problem.location(),
                            problem.message(),
                            problem.remedy().then(REPLACEMENT))));
            return new ConvertedSection(source, "", source.transactional());
        }
    }

    private boolean hasDirective(SourceText source) {
        boolean found = false;
        for (Matcher line = DIRECTIVE.matcher(source.text()); line.find(); ) {
            found = true;
            this.problems.add(new Problem(
                    ErrorCode.NOT_IMPORTABLE,
                    new Location(source.file(), lineOf(source.text(), line.start())),
                    "Migrate would read this line as a directive: '%s'."
                            .formatted(line.group().strip()),
                    REPLACEMENT));
        }
        return found;
    }

    private List<Statement> statements(String file, String text) {
        List<Statement> all = new ArrayList<>();
        try (Statements statements = this.dialect.lexer().statements(new StringReader(text), new Location(file, 1))) {
            Optional<Statement> next = statements.next();
            while (next.isPresent()) {
                all.add(next.get());
                next = statements.next();
            }
        }
        return all;
    }

    private ConvertedSection withoutTransactionStatements(ConvertedSection section, List<Statement> statements) {
        List<Statement> control = statements.stream()
                .filter((statement) -> Dialect.controlsTransaction(statement.head()))
                .toList();
        boolean removable = control.stream()
                .allMatch((statement) -> BEGIN.matcher(statement.head()).matches()
                        || COMMIT.matcher(statement.head()).matches());
        if (control.isEmpty() || !removable) {
            return section;
        }
        boolean commitsBetween = statements.stream()
                .limit(statements.size() - 1L)
                .anyMatch((statement) -> COMMIT.matcher(statement.head()).matches());
        boolean autocommit = this.dialect.transactionalDdl() && (commitsBetween || !section.transactional());
        if (autocommit) {
            if (statements.stream()
                    .anyMatch((statement) ->
                            NEEDS_TRANSACTION.matcher(statement.head()).matches())) {
                return section;
            }
            this.notes.add(
                    "%s commits between its statements or runs outside of a transaction: BEGIN and COMMIT are removed, and each statement runs in autocommit mode."
                            .formatted(section.source().file()));
        } else {
            this.notes.add("%s: BEGIN and COMMIT are removed, because the section runs in its own transaction."
                    .formatted(section.source().file()));
        }
        String text = without(section.text(), control);
        ConvertedSection without = new ConvertedSection(section.source(), text, section.transactional());
        return autocommit ? without.withoutTransaction() : without;
    }

    /** Removes statements with their terminators; the number of lines stays the same. */
    private static String without(String text, List<Statement> removed) {
        StringBuilder result = new StringBuilder(text);
        int from = 0;
        for (Statement statement : removed) {
            int start = Math.max(from, offsetOf(result, statement.location().line()));
            Matcher found =
                    Pattern.compile(Pattern.quote(statement.sql()) + "(\\s*;)?").matcher(result);
            if (found.find(start)) {
                String lines = found.group().replaceAll("[^\\r\\n]", "");
                result.replace(found.start(), found.end(), lines);
                from = found.start() + lines.length();
            }
        }
        return result.toString();
    }

    private static int offsetOf(CharSequence text, int line) {
        Matcher ends = Pattern.compile("\\r\\n|\\r|\\n").matcher(text);
        int offset = 0;
        for (int number = 1; number < line && ends.find(); number++) {
            offset = ends.end();
        }
        return offset;
    }

    private static int lineOf(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).lines().count()
                - (offset > 0 && "\r\n".indexOf(text.charAt(offset - 1)) < 0 ? 1 : 0);
    }
}
