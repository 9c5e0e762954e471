package dev.migrate.adoption;

import dev.migrate.dialect.FoundTable;
import dev.migrate.script.ImportedFrom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A migration tool whose history can be adopted. */
public enum Tool {
    FLYWAY("Flyway", ImportedFrom.FLYWAY, List.of("installed_rank", "installed_by")),
    LIQUIBASE("Liquibase", ImportedFrom.LIQUIBASE, List.of("orderexecuted", "md5sum")),
    ALEMBIC("Alembic", ImportedFrom.ALEMBIC, List.of("version_num"));

    private final String title;
    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // immutable copy
    private final List<String> columns;

    Tool(String title, String key, List<String> columns) {
        this.title = title;
        this.key = key;
        this.columns = columns;
    }

    /** Returns the name for messages. */
    public String title() {
        return this.title;
    }

    /** Returns the name in the header of imported scripts. */
    String key() {
        return this.key;
    }

    /** Returns the columns that identify the table of its history, in lower case. */
    public List<String> columns() {
        return this.columns;
    }

    /** Returns the columns that identify the history of any tool. */
    public static Set<String> allColumns() {
        Set<String> all = new TreeSet<>();
        Arrays.stream(values()).forEach((tool) -> all.addAll(tool.columns));
        return all;
    }

    /**
     * Returns whether a table with the columns of the history may have this name. Other tables also have the only column
     * of Alembic's table, so the name must contain {@code alembic}.
     *
     * @param table the name in lower case
     */
    public boolean mayBeNamed(String table) {
        return this != ALEMBIC || table.contains("alembic");
    }

    /** Returns the tool whose history is in a table, as its columns show. */
    static Optional<Tool> of(FoundTable table) {
        String name = table.name().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter((tool) -> table.columns().containsAll(tool.columns) && tool.mayBeNamed(name))
                .findFirst();
    }
}
