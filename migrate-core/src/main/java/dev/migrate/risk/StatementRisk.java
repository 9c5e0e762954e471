package dev.migrate.risk;

import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import dev.migrate.sql.DdlName;
import dev.migrate.sql.DdlTokens;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the risks of a statement from its tokens. Only statements that are known to keep every value are harmless; a
 * statement that is not recognized counts as a loss.
 */
final class StatementRisk {

    /** The maximum length, in characters, of a statement whose tokens are collected. A longer statement is data. */
    private static final int MAX_LENGTH = 200_000;

    private static final Set<String> DELETING_VERBS = Set.of("delete", "truncate");

    /** Objects for which even {@code CASCADE} drops only objects without rows. */
    private static final Set<String> DERIVED = Set.of("index", "view", "constraint");

    private static final Set<String> REPLACED_WITH_CONTENT = Set.of("table", "sequence", "schema", "database");

    /** Verbs after which a name might refer to another object. */
    private static final Set<String> RENAMING = Set.of("rename", "change", "create", "drop", "attach");

    /** Verbs that {@code ANALYZE} executes; without one, it reads a table. */
    private static final Set<String> EXAMINED =
            Set.of("select", "with", "values", "insert", "update", "delete", "replace");

    private static final Map<String, String> CONTENT = Map.of(
            "table", "drops table",
            "owned", "drops the objects owned by",
            "schema", "drops schema",
            "database", "drops database",
            "sequence", "drops sequence");

    private final Lexer lexer;
    private final ColumnTypeLookup columns;
    private final List<Risk> risks = new ArrayList<>();

    private StatementRisk(Lexer lexer, ColumnTypeLookup columns) {
        this.lexer = lexer;
        this.columns = columns;
    }

    /**
     * Returns the risks of a statement.
     *
     * @param columns the types of columns before it runs
     */
    static List<Risk> of(Lexer lexer, Statement statement, ColumnTypeLookup columns) {
        if (statement.code().isPresent()) {
            return List.of(Risk.loss("runs Java code"));
        }
        StatementRisk reader = new StatementRisk(lexer, columns);
        reader.read(statement.sql());
        return List.copyOf(reader.risks);
    }

    private void read(String sql) {
        try {
            if (sql.length() <= MAX_LENGTH) {
                readAll(sql);
            } else if (!LongInsert.isHarmless(this.lexer, sql)) {
                addLoss("is too long to be examined and might lose data");
            }
        } catch (InvalidScriptsException unreadable) {
            addLoss("cannot be parsed and might lose data");
        }
    }

    private void readAll(String sql) {
        try (Statements parts = this.lexer.statements(new StringReader(sql), new Location("", 1))) {
            Optional<Statement> next = parts.next();
            while (next.isPresent()) {
                statement(DdlTokens.of(this.lexer, next.get().sql()));
                next = parts.next();
            }
        }
    }

    private void statement(DdlTokens tokens) {
        examine(tokens);
        if (tokens.contains(RENAMING)) {
            this.columns.invalidate(tokens.words());
        }
        if (tokens.contains(Set.of("use", "schema"))
                || tokens.words().stream().anyMatch((word) -> word.contains("search_path"))) {
            this.columns.invalidateAll();
        }
    }

    private void examine(DdlTokens tokens) {
        tokens.skipExecutableComments();
        while (tokens.accept("(")) {
            tokens.skipExecutableComments();
        }
        String verb = tokens.word();
        switch (verb) {
            case "" -> {
                if (!tokens.atEnd()) {
                    addLoss("is not recognized and might lose data");
                }
            }
            case "drop" -> drop(tokens);
            case "alter" -> alter(tokens);
            case "create" -> create(tokens);
            case "truncate" -> addLoss("truncates " + names(afterTable(tokens)));
            case "delete" -> addLoss("deletes rows" + from(tokens));
            case "replace" -> addLoss("deletes the rows that it replaces");
            case "select",
                    "values",
                    "table",
                    "with",
                    "merge",
                    "upsert",
                    "explain",
                    "analyze",
                    "copy",
                    "load",
                    "declare",
                    "show" -> rows(verb, tokens);
            case "insert" -> insert(tokens);
            case "update" -> update(tokens);
            case "set" -> set(tokens);
            case "begin" -> begin(tokens);
            case "reset" -> reset(tokens);
            case "pragma" -> pragma(tokens);
            default -> other(verb, tokens);
        }
    }

    private void other(String verb, DdlTokens tokens) {
        if (StatementKeywords.RUNNING.contains(verb)) {
            addLoss("runs code that is not examined: %s %s".formatted(verb.toUpperCase(Locale.ROOT), excerpt(tokens)));
        } else if (!StatementKeywords.HARMLESS.contains(verb)) {
            addLoss("is not recognized and might lose data: %s %s"
                    .formatted(verb.toUpperCase(Locale.ROOT), excerpt(tokens)));
        }
    }

    private void drop(DdlTokens tokens) {
        boolean temporary = tokens.accept("temporary");
        tokens.accept("foreign");
        tokens.accept("materialized");
        tokens.accept("public");
        if (tokens.isNext("event") && tokens.accept("event", "trigger")) {
            checkCascade("event trigger", tokens);
            return;
        }
        String kind = tokens.word();
        if (DERIVED.contains(kind) || (temporary && kind.equals("table"))) {
            return;
        }
        if (StatementKeywords.WITHOUT_ROWS.contains(kind)) {
            checkCascade(kind, tokens);
            return;
        }
        tokens.accept("if", "exists");
        tokens.accept("by");
        addLoss("%s %s".formatted(CONTENT.getOrDefault(kind, "drops " + kind), names(tokens)));
    }

    private void checkCascade(String kind, DdlTokens tokens) {
        if (tokens.contains(Set.of("cascade"))) {
            tokens.accept("if", "exists");
            addLoss("drops %s %s and all dependent objects".formatted(kind, names(tokens)));
        }
    }

    private void alter(DdlTokens tokens) {
        boolean ignoring = false;
        while (tokens.isNextOneOf(StatementKeywords.BEFORE_KIND)) {
            ignoring |= tokens.isNext("ignore");
            tokens.skip();
        }
        if (tokens.accept("table")) {
            if (ignoring) {
                addLoss("deletes rows that do not fit (IGNORE)");
            }
            tokens.accept("if", "exists");
            tokens.accept("only");
            if (tokens.accept("all")) {
                return;
            }
            DdlName table = tokens.name();
            tokens.accept("*");
            if (tokens.accept("wait")) {
                tokens.skip();
            }
            tokens.accept("nowait");
            new AlterTableRisk(table, this.columns, this.risks).read(tokens.splitAtCommas());
            return;
        }
        if (tokens.isNext("event") && !tokens.accept("event", "trigger")) {
            addLoss("schedules statements that are not examined");
            return;
        }
        String kind = tokens.word();
        boolean attribute = tokens.contains(Set.of("attribute")) && tokens.contains(Set.of("drop", "alter"));
        if (kind.equals("type") ? attribute : !kind.isEmpty() && !StatementKeywords.ALTERED.contains(kind)) {
            addLoss("alters %s %s with an action that is not recognized".formatted(kind, excerpt(tokens)));
        }
        if (kind.equals("domain") && tokens.contains(Set.of("check"))) {
            calls(FunctionCalls.inRows(tokens));
        }
    }

    private void create(DdlTokens tokens) {
        boolean replacing = tokens.accept("or", "replace");
        boolean materialized = false;
        while (tokens.isNextOneOf(StatementKeywords.BEFORE_KIND)) {
            materialized |= tokens.isNext("materialized");
            tokens.skip();
            if (tokens.accept("=")) {
                tokens.skip();
                while (tokens.accept("@")) {
                    tokens.skip();
                }
            }
        }
        if (tokens.isNext("event") && !tokens.accept("event", "trigger")) {
            addLoss("schedules statements that are not examined");
            return;
        }
        String kind = tokens.word();
        if (replacing && REPLACED_WITH_CONTENT.contains(kind)) {
            tokens.accept("if", "not", "exists");
            addLoss("drops %s %s to create it again"
                    .formatted(kind, tokens.name().text()));
        } else if (kind.equals("table") && tokens.containsVerb(DELETING_VERBS)) {
            addLoss("deletes rows");
        }
        createdWith(kind, materialized, tokens);
    }

    /**
     * Examines expressions that are evaluated on creation; the body of a view or a function and a default are only
     * stored.
     */
    private void createdWith(String kind, boolean materialized, DdlTokens tokens) {
        if (kind.equals("table") && tokens.contains(Set.of("as", "select"))) {
            if (tokens.contains(Set.of("execute"))) {
                addLoss("runs a prepared statement that is not examined");
            }
            calls(FunctionCalls.inColumns(tokens));
        } else if (materialized || kind.equals("constant")) {
            calls(FunctionCalls.inRows(tokens));
        } else if (kind.equals("index") && this.lexer.callsFunctionsInIndexes()) {
            calls(FunctionCalls.inIndex(tokens));
        }
    }

    private void rows(String verb, DdlTokens tokens) {
        if (tokens.containsVerb(DELETING_VERBS)) {
            addLoss("deletes rows");
        } else if (tokens.contains(Set.of("replace")) && verb.equals("load")) {
            addLoss("deletes the rows that it replaces");
        } else if (verb.equals("copy") && tokens.contains(Set.of("program"))) {
            addLoss("runs a program");
        } else if (verb.equals("merge") || (verb.equals("with") && tokens.contains(Set.of("update", "merge")))) {
            addWarning("changes values of rows");
        }
        if (!verb.equals("analyze") || tokens.contains(EXAMINED)) {
            calls(FunctionCalls.inRows(tokens));
        }
    }

    private void calls(Set<String> unknown) {
        if (!unknown.isEmpty()) {
            addLoss("calls %s, whose effect is unknown".formatted(String.join(", ", unknown)));
        }
    }

    private void insert(DdlTokens tokens) {
        if (tokens.accept("or", "replace") || tokens.accept("overwrite")) {
            addLoss("deletes the rows that it replaces");
        } else if (tokens.containsVerb(DELETING_VERBS)) {
            addLoss("deletes rows");
        } else if (tokens.contains(Set.of("conflict", "duplicate")) && tokens.contains(Set.of("update"))) {
            addWarning("changes values of existing rows");
        }
        calls(FunctionCalls.inRows(tokens));
    }

    private void update(DdlTokens tokens) {
        if (tokens.accept("or", "replace")) {
            addLoss("deletes the rows that it replaces");
        } else if (tokens.containsVerb(DELETING_VERBS)) {
            addLoss("deletes rows");
        } else {
            tokens.accept("only");
            tokens.accept("ignore");
            addWarning("changes values in '%s'".formatted(tokens.name().text()));
        }
        calls(FunctionCalls.inRows(tokens));
    }

    private void set(DdlTokens tokens) {
        if (tokens.accept("statement")) {
            while (!tokens.atEnd() && !tokens.accept("for")) {
                tokens.skip();
            }
            statement(tokens);
        } else {
            calls(FunctionCalls.inRows(tokens));
        }
    }

    private void begin(DdlTokens tokens) {
        Set<String> transaction =
                Set.of("work", "transaction", "isolation", "read", "deferrable", "immediate", "deferred", "exclusive");
        if (!tokens.atEnd() && !tokens.isNextOneOf(transaction)) {
            addLoss("runs a block that is not examined");
        }
    }

    private void reset(DdlTokens tokens) {
        if (tokens.isNextOneOf(Set.of("master", "binary", "slave", "replica"))) {
            addLoss("deletes logs of the server");
        }
    }

    private void pragma(DdlTokens tokens) {
        if (tokens.contains(Set.of("writable_schema"))) {
            addLoss("makes the tables of the schema writable");
        }
    }

    private static DdlTokens afterTable(DdlTokens tokens) {
        tokens.accept("table");
        tokens.accept("only");
        return tokens;
    }

    private static String names(DdlTokens tokens) {
        return tokens.splitAtCommas().stream()
                .map((part) -> "'" + part.name().text() + "'")
                .collect(Collectors.joining(", "));
    }

    private static String from(DdlTokens tokens) {
        while (tokens.isNextOneOf(Set.of("low_priority", "quick", "ignore"))) {
            tokens.skip();
        }
        if (!tokens.accept("from")) {
            return "";
        }
        tokens.accept("only");
        return " from '" + tokens.name().text() + "'";
    }

    private static String excerpt(DdlTokens tokens) {
        return Statement.excerpt(tokens.rest());
    }

    private void addLoss(String description) {
        this.risks.add(Risk.loss(description));
    }

    private void addWarning(String description) {
        this.risks.add(Risk.warning(description));
    }
}
