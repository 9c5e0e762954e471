package dev.migrate.catalog;

import dev.migrate.catalog.ExpectedChanges.ChangeKind;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.sql.DdlName;
import dev.migrate.sql.DdlTokens;
import dev.migrate.sql.Lexer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the expected changes of a DDL statement. A verb added here must also add all changes that might accompany it.
 */
public final class ExpectedChangesReader {

    /** The kinds of objects in {@code CREATE}, {@code ALTER} and {@code DROP}, with their kinds in a snapshot. */
    private static final Map<String, Set<String>> KINDS = Map.ofEntries(
            Map.entry("table", Set.of("table")),
            Map.entry("view", Set.of("table")),
            Map.entry("index", Set.of("index")),
            Map.entry("sequence", Set.of("sequence", "table")),
            Map.entry("procedure", Set.of("routine")),
            Map.entry("function", Set.of("routine")),
            Map.entry("package", Set.of("routine")),
            Map.entry("alias", Set.of("routine")),
            Map.entry("aggregate", Set.of("routine")),
            Map.entry("trigger", Set.of("trigger")),
            Map.entry("event", Set.of("event")),
            Map.entry("schema", Set.of("schema")),
            Map.entry("database", Set.of("schema", "database")),
            Map.entry("domain", Set.of("domain")),
            Map.entry("type", Set.of("domain")),
            Map.entry("constant", Set.of("constant")),
            Map.entry("synonym", Set.of("synonym")),
            Map.entry("tablespace", Set.of("tablespace")),
            Map.entry("subscription", Set.of("subscription")));

    /** The kinds of objects that can have comments. */
    private static final Set<String> COMMENTED = Set.of("table", "view", "index", "sequence", "trigger", "schema");

    private static final Set<String> COLUMN = Set.of("column");
    private static final Set<String> INDEX = Set.of("index");

    private final ExpectedChanges.Builder expected = new ExpectedChanges.Builder();
    private final DdlTokens tokens;

    private ExpectedChangesReader(DdlTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads the expected changes of a statement; returns empty if any part of it is not recognized.
     *
     * @param before the snapshot from before it ran
     */
    public static Optional<ExpectedChanges> read(Lexer lexer, String sql, CatalogSnapshot before) {
        DdlTokens tokens;
        try {
            tokens = DdlTokens.of(lexer, sql, before::defaultSchema);
        } catch (InvalidScriptsException unreadable) {
            return Optional.empty();
        }
        ExpectedChangesReader reader = new ExpectedChangesReader(tokens);
        return reader.statement() ? Optional.of(reader.expected.build()) : Optional.empty();
    }

    private boolean statement() {
        if (this.tokens.accept("create")) {
            return create();
        }
        if (this.tokens.accept("drop")) {
            return drop();
        }
        if (this.tokens.accept("alter")) {
            return alter();
        }
        if (this.tokens.accept("rename", "table") || this.tokens.accept("rename", "tables")) {
            return renameTables();
        }
        if (this.tokens.accept("truncate")) {
            this.tokens.accept("table");
            DdlName table = this.tokens.name();
            this.expected.expect(Set.of("data"), table::matches, ChangeKind.CHANGED, false);
            return true;
        }
        return this.tokens.accept("comment", "on") && comment();
    }

    /** Consumes the modifiers and returns the kind of object that follows. */
    private String kind() {
        while (!this.tokens.atEnd()) {
            String kind = this.tokens.acceptOneOf(KINDS.keySet());
            if (!kind.isEmpty()) {
                if (kind.equals("aggregate")) {
                    this.tokens.accept("function");
                }
                if (kind.equals("package")) {
                    this.tokens.accept("body");
                }
                return kind;
            }
            this.tokens.skip();
        }
        return "";
    }

    private boolean create() {
        boolean replacing = this.tokens.accept("or", "replace");
        String unique = this.tokens.isNext("unique") ? "unique " : "";
        String kind = kind();
        if (kind.isEmpty()) {
            return false;
        }
        if (kind.equals("index")) {
            return createIndex(unique);
        }
        boolean idempotent = this.tokens.accept("if", "not", "exists");
        DdlName name = this.tokens.name();
        boolean replaces = replacing && !kind.equals("table");
        this.expected.expect(kinds(kind), name::matches, replaces ? null : ChangeKind.CREATED, idempotent);
        this.expected.tolerate((change) -> (replaces || change.changeKind() == ChangeKind.CREATED)
                && (name.matches(change.name()) || name.isTableOf(change.name())));
        return true;
    }

    private boolean createIndex(String unique) {
        this.tokens.accept("concurrently");
        boolean idempotent = this.tokens.accept("if", "not", "exists");
        Optional<DdlName> index = this.tokens.isNext("on") ? Optional.empty() : Optional.of(this.tokens.name());
        while (!this.tokens.accept("on")) {
            if (this.tokens.atEnd()) {
                return false;
            }
            this.tokens.skip();
        }
        this.tokens.accept("only");
        DdlName table = this.tokens.name();
        this.tokens.accept("using", "btree");
        this.expected.addKey(INDEX, table, index, unique + this.tokens.rest(), idempotent);
        return true;
    }

    private boolean drop() {
        String kind = kind();
        if (kind.isEmpty()) {
            return false;
        }
        this.tokens.accept("concurrently");
        boolean idempotent = this.tokens.accept("if", "exists");
        do {
            DdlName name = this.tokens.name();
            if (kind.equals("index") && this.tokens.accept("on")) {
                DdlName table = this.tokens.name();
                this.expected.expect(INDEX, (known) -> table.isTableOf(name, known), ChangeKind.DROPPED, idempotent);
            } else if (kind.equals("index")) {
                this.expected.expect(INDEX, name::matchesInAnyTable, ChangeKind.DROPPED, idempotent);
            } else {
                this.expected.expect(kinds(kind), name::matches, ChangeKind.DROPPED, idempotent);
                this.expected.tolerate((change) -> change.changeKind() == ChangeKind.DROPPED
                        && (name.matches(change.name()) || name.isTableOf(change.name())));
            }
        } while (this.tokens.accept(","));
        return true;
    }

    private boolean alter() {
        String kind = kind();
        boolean idempotent = this.tokens.accept("if", "exists");
        if (kind.isEmpty()) {
            return false;
        }
        DdlName name = this.tokens.name();
        if (kind.equals("table")) {
            return alterTable(name);
        }
        if (!this.tokens.accept("rename", "to")) {
            this.expected.expect(kinds(kind), name::matches, ChangeKind.CHANGED, idempotent);
            return !kind.equals("schema");
        }
        DdlName renamed = this.tokens.name();
        if (kind.equals("view")) {
            this.expected.rename(name, renamed);
            return true;
        }
        if (kind.equals("index")) {
            this.expected.expect(INDEX, name::matchesInAnyTable, ChangeKind.DROPPED, idempotent);
            this.expected.expect(INDEX, renamed::matchesInAnyTable, ChangeKind.CREATED, false);
            return true;
        }
        this.expected.expect(kinds(kind), name::matches, ChangeKind.DROPPED, idempotent);
        this.expected.expect(kinds(kind), renamed::matches, ChangeKind.CREATED, false);
        return !kind.equals("schema");
    }

    private boolean alterTable(DdlName table) {
        skipLockWait(this.tokens);
        return new AlterTableReader(table, this.expected).read(this.tokens.splitAtCommas());
    }

    /** Skips MariaDB's lock wait clause, which does not change the effect. */
    private static void skipLockWait(DdlTokens tokens) {
        if (tokens.accept("wait")) {
            tokens.skip();
        }
        tokens.accept("nowait");
    }

    private boolean renameTables() {
        this.tokens.accept("if", "exists");
        for (DdlTokens clause : this.tokens.splitAtCommas()) {
            DdlName from = clause.name();
            skipLockWait(clause);
            if (!clause.accept("to")) {
                return false;
            }
            this.expected.rename(from, clause.name());
        }
        return true;
    }

    private boolean comment() {
        if (this.tokens.accept("column")) {
            DdlName column = this.tokens.name();
            DdlName table = column.qualifiers();
            this.expected.expect(
                    COLUMN, (known) -> table.isTableOf(column.unqualified(), known), ChangeKind.CHANGED, false);
            return !table.parts().isEmpty();
        }
        String kind = this.tokens.acceptOneOf(COMMENTED);
        DdlName name = this.tokens.name();
        if (kind.equals("index")) {
            this.expected.expect(INDEX, name::matchesInAnyTable, ChangeKind.CHANGED, false);
        } else if (!kind.isEmpty()) {
            this.expected.expect(kinds(kind), name::matches, ChangeKind.CHANGED, false);
        }
        return !kind.isEmpty();
    }

    private static Set<String> kinds(String kind) {
        return KINDS.getOrDefault(kind, Set.of());
    }
}
