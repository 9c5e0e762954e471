package dev.migrate.contact;

import dev.migrate.dialect.FoundTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Whose history a table is, as its columns show, or its name. */
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

    /** The columns that only this history has. */
    private List<String> marks() {
        return switch (this) {
            case MIGRATE -> List.of("is_head", "downgrade_options");
            case FLYWAY -> List.of("installed_rank", "installed_by");
            case LIQUIBASE -> List.of("orderexecuted", "md5sum");
            case LIQUIBASE_LOCK -> List.of("lockgranted", "lockedby");
            case ALEMBIC -> List.of("version_num");
            case NONE -> List.of();
        };
    }

    String tool() {
        return this.tool;
    }

    /** The one column of Alembic's table has a name that other tables have too. */
    private boolean mayBeNamed(String table) {
        return this != ALEMBIC || table.contains("alembic");
    }

    /** Whether the tool may run in the same application. */
    boolean runsAtStart() {
        return this == FLYWAY || this == LIQUIBASE || this == LIQUIBASE_LOCK;
    }

    /** The columns by which a history is recognized. */
    static Set<String> columns() {
        Set<String> all = new TreeSet<>();
        Arrays.stream(values()).forEach((kind) -> all.addAll(kind.marks()));
        return all;
    }

    static HistoryKind of(FoundTable table) {
        String name = table.name().toLowerCase(Locale.ROOT);
        for (HistoryKind kind : values()) {
            if (kind != NONE && table.columns().containsAll(kind.marks()) && kind.mayBeNamed(name)) {
                return kind;
            }
        }
        if (!KnownTables.HISTORIES.contains(name)) {
            return NONE;
        }
        return name.startsWith("flyway") ? FLYWAY : name.startsWith("databasechangelog") ? LIQUIBASE : NONE;
    }
}
