package dev.migrate.contact;

import dev.migrate.dialect.FoundTable;
import java.util.Comparator;
import java.util.List;

/**
 * Formats tables for a message: history tables first, and at most ten names.
 *
 * @param tables at least one table
 */
record TableNames(List<FoundTable> tables) {

    private static final int MAX_NAMES = 10;

    @Override
    public String toString() {
        return firstOf(this.tables.stream()
                .sorted(Comparator.comparing((table) -> HistoryKind.of(table) == HistoryKind.NONE))
                .map(TableNames::describe)
                .toList());
    }

    private static String describe(FoundTable table) {
        HistoryKind kind = HistoryKind.of(table);
        String name = "'%s'".formatted(table.name());
        return switch (kind) {
            case NONE -> name;
            case MIGRATE ->
                name
                        + " (record of another application of Migrate%s)"
                                .formatted(CatalogFindings.prefix(table)
                                        .map(", table prefix '%s'"::formatted)
                                        .orElse(""));
            case LIQUIBASE_LOCK -> name + " (lock of Liquibase)";
            default -> name + " (history of %s)".formatted(kind.tool());
        };
    }

    /** Joins the first names, and adds the number of omitted ones. */
    static String firstOf(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())));
        return names.size() <= MAX_NAMES ? first : "%s, and %d more".formatted(first, names.size() - MAX_NAMES);
    }
}
