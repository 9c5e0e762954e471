package dev.migrate.risk;

import dev.migrate.sql.DdlName;
import dev.migrate.sql.DdlTokens;
import dev.migrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the data losses that the actions of an {@code ALTER TABLE} statement might cause. */
final class AlterTableRisk {

    private static final Set<String> KEYS = Set.of("index", "key", "constraint", "check", "foreign", "primary");
    private static final Set<String> COLUMN_KEYS =
            Set.of("index", "key", "foreign", "primary", "unique", "fulltext", "spatial");
    /** Actions that keep every value. */
    private static final Set<String> HARMLESS = Set.of(
            "add",
            "algorithm",
            "analyze",
            "attach",
            "auto_increment",
            "avg_row_length",
            "charset",
            "check",
            "checksum",
            "cluster",
            "collate",
            "comment",
            "data",
            "default",
            "delay_key_write",
            "detach",
            "disable",
            "enable",
            "force",
            "inherit",
            "insert_method",
            "key_block_size",
            "lock",
            "max_rows",
            "min_rows",
            "no",
            "not",
            "of",
            "optimize",
            "order",
            "owner",
            "pack_keys",
            "page_checksum",
            "partition",
            "rebuild",
            "rename",
            "replica",
            "reset",
            "row_format",
            "set",
            "stats_auto_recalc",
            "stats_persistent",
            "stats_sample_pages",
            "validate",
            "without");

    private static final Set<String> PERSISTENT_ENGINES =
            Set.of("innodb", "aria", "myisam", "rocksdb", "ndb", "ndbcluster");

    /** Keywords in a column definition that convert the values. */
    private static final Set<String> CONVERTING =
            Set.of("using", "charset", "set", "ascii", "unicode", "generated", "as");

    /**
     * The fractional digits of seconds in a {@code TIMESTAMP} without a size: 0 in the column definitions of
     * {@code MODIFY} and {@code CHANGE}, 6 in those of {@code ALTER}.
     */
    private static final int TIMESTAMP_DIGITS_OF_MODIFY = 0;

    private static final int TIMESTAMP_DIGITS_OF_ALTER = 6;

    private final DdlName table;
    private final ColumnTypeLookup columns;
    private final List<Risk> risks;

    AlterTableRisk(DdlName table, ColumnTypeLookup columns, List<Risk> risks) {
        this.table = table;
        this.columns = columns;
        this.risks = risks;
    }

    void read(List<DdlTokens> actions) {
        String verb = "";
        for (DdlTokens action : actions) {
            boolean anotherColumn = verb.equals("drop") && action.isSingleToken();
            verb = anotherColumn ? verb : action.word();
            switch (verb) {
                case "drop" -> drop(action);
                case "modify" -> modify(action);
                case "change" -> change(action);
                case "alter" -> alter(action);
                case "engine" -> engine(action);
                default -> other(verb, action);
            }
        }
    }

    private void other(String verb, DdlTokens action) {
        boolean known = HARMLESS.contains(verb)
                || (verb.equals("character") && action.isNext("set"))
                || (verb.equals("remove") && action.isNext("partitioning"));
        if (!known || action.contains(Set.of("blackhole"))) {
            addLoss("alters table '%s' with an action that is not recognized: %s %s"
                    .formatted(this.table.text(), verb, action.rest()));
        }
        if (!addsKey(action)) {
            calls(action);
        }
    }

    /** Whether it adds a key of columns, where a prefix length can follow the name of a column. */
    private static boolean addsKey(DdlTokens action) {
        if (action.accept("constraint") && !action.isNextOneOf(COLUMN_KEYS)) {
            action.name();
        }
        return action.isNextOneOf(COLUMN_KEYS);
    }

    private void calls(DdlTokens action) {
        Set<String> unknown = FunctionCalls.inColumns(action);
        if (!unknown.isEmpty()) {
            addLoss("calls %s, whose effect is unknown".formatted(String.join(", ", unknown)));
        }
    }

    private void drop(DdlTokens action) {
        if (action.isNextOneOf(KEYS) && action.isFollowedByName()) {
            return;
        }
        if (action.isNext("partition") && action.isFollowedByName()) {
            action.skip();
            addLoss("drops partition '%s' of table '%s'".formatted(action.rest(), this.table.text()));
            return;
        }
        if (action.accept("system", "versioning")) {
            addLoss("drops the history of table '%s'".formatted(this.table.text()));
            return;
        }
        if (action.isNext("period") && action.isFollowedByName()) {
            return;
        }
        if (action.isNext("column") && action.isFollowedByName()) {
            action.skip();
        }
        action.accept("if", "exists");
        List<DdlTokens> dropped = action.isNext("(") ? action.arguments() : List.of(action);
        dropped.forEach((column) -> addLoss(
                "drops column '%s' of table '%s'".formatted(column.name().text(), this.table.text())));
    }

    private void modify(DdlTokens action) {
        action.accept("column");
        action.accept("if", "exists");
        type(action.name().text(), action, TIMESTAMP_DIGITS_OF_MODIFY);
    }

    private void change(DdlTokens action) {
        action.accept("column");
        action.accept("if", "exists");
        String column = action.name().text();
        action.name();
        type(column, action, TIMESTAMP_DIGITS_OF_MODIFY);
    }

    private void alter(DdlTokens action) {
        if (action.isNextOneOf(Set.of("index", "constraint", "check")) && action.isFollowedByName()) {
            return;
        }
        if (action.isNext("column") && action.isFollowedByName()) {
            action.skip();
        }
        action.accept("if", "exists");
        String column = action.name().text();
        if (action.accept("type") || action.accept("set", "data", "type")) {
            type(column, action, TIMESTAMP_DIGITS_OF_ALTER);
        } else if (action.contains(Set.of("expression"))) {
            calls(action);
        } else if (!action.isNextOneOf(Set.of("set", "drop", "add", "rename", "restart", "selectivity", "reset"))) {
            type(column, action, TIMESTAMP_DIGITS_OF_ALTER);
        }
    }

    private void type(String column, DdlTokens definition, int timestampDigits) {
        Optional<ColumnType> before = this.columns.find(this.table, column);
        String written = Statement.excerpt(definition.rest());
        Optional<ColumnType> after = ColumnType.parse(definition, timestampDigits);
        this.columns.invalidate(Set.of(column));
        boolean converted = definition.restContains(CONVERTING)
                || (timestampDigits == TIMESTAMP_DIGITS_OF_MODIFY && definition.restContains(Set.of("collate")));
        if (!converted && after.map((type) -> type.holdsAll(before)).orElse(false)) {
            return;
        }
        this.risks.add(Risk.typeChange("changes the type of column '%s' of table '%s'%s to %s"
                .formatted(
                        column,
                        this.table.text(),
                        before.map((type) -> " from " + type).orElse(""),
                        after.map(ColumnType::toString).orElse(written))));
    }

    private void engine(DdlTokens action) {
        action.accept("=");
        if (!action.isNextOneOf(PERSISTENT_ENGINES)) {
            addLoss("changes the engine of table '%s' to one that might not keep its rows"
                    .formatted(this.table.text()));
        }
    }

    private void addLoss(String description) {
        this.risks.add(Risk.loss(description));
    }
}
