package dev.migrate.contact;

import dev.migrate.adoption.Tool;
import dev.migrate.dialect.FoundTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Migration tools whose history tables are recognized, by columns or by name. */
enum HistoryKind {
    MIGRATE("Migrate"),
    FLYWAY("Flyway"),
    LIQUIBASE("Liquibase"),
    LIQUIBASE_LOCK("Liquibase"),
    ALEMBIC("Alembic"),
    NONE("");

    private final String tool;

    HistoryKind(String tool) {
        this.tool = tool;
    }

    /** Returns the columns that identify this history. */
    private List<String> identifyingColumns() {
        return switch (this) {
            case MIGRATE -> List.of("is_head", "downgrade_options");
            case FLYWAY -> Tool.FLYWAY.columns();
            case LIQUIBASE -> Tool.LIQUIBASE.columns();
            case LIQUIBASE_LOCK -> List.of("lockgranted", "lockedby");
            case ALEMBIC -> Tool.ALEMBIC.columns();
            case NONE -> List.of();
        };
    }

    String tool() {
        return this.tool;
    }

    private boolean mayBeNamed(String table) {
        return this != ALEMBIC || Tool.ALEMBIC.mayBeNamed(table);
    }

    /** Returns whether the tool might run when the same application starts. */
    boolean runsAtStart() {
        return this == FLYWAY || this == LIQUIBASE || this == LIQUIBASE_LOCK;
    }

    /** Returns the columns by which histories are recognized. */
    static Set<String> columns() {
        Set<String> all = new TreeSet<>();
        Arrays.stream(values()).forEach((kind) -> all.addAll(kind.identifyingColumns()));
        return all;
    }

    static HistoryKind of(FoundTable table) {
        String name = table.name().toLowerCase(Locale.ROOT);
        for (HistoryKind kind : values()) {
            if (kind != NONE && table.columns().containsAll(kind.identifyingColumns()) && kind.mayBeNamed(name)) {
                return kind;
            }
        }
        if (!KnownTables.HISTORIES.contains(name)) {
            return NONE;
        }
        return name.startsWith("flyway") ? FLYWAY : name.startsWith("databasechangelog") ? LIQUIBASE : NONE;
    }
}
