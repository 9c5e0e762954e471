package dev.migrate.rows;

import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.StatementGroup;
import dev.migrate.operation.Operation;
import dev.migrate.render.SectionText;
import dev.migrate.render.Warning;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.scratch.Scratch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs an upgrade and its downgrade on sampled rows in a scratch database. A statement that fails, or a value that
 * changes, must have a warning; where there is none, what was observed becomes one.
 */
public final class RowVerification {

    private final Scratch scratch;
    private final Ddl ddl;

    /** Creates a verification in a scratch database that contains the schema before the upgrade, without rows. */
    public RowVerification(Scratch scratch, Ddl ddl) {
        this.scratch = scratch;
        this.ddl = ddl;
    }

    /**
     * The warnings that the rows add to the sections.
     *
     * @param upgrade those of the upgrade
     * @param downgrade those of the downgrade
     */
    public record Observed(List<Warning> upgrade, List<Warning> downgrade) {

        /** No warning is missing. */
        public static final Observed NOTHING = new Observed(List.of(), List.of());

        public Observed {
            upgrade = List.copyOf(upgrade);
            downgrade = List.copyOf(downgrade);
        }

        /** Whether no warning is missing. */
        public boolean isNothing() {
            return this.upgrade.isEmpty() && this.downgrade.isEmpty();
        }
    }

    /**
     * Runs both sections.
     *
     * @param from the schema before the upgrade
     * @param to the schema after the upgrade
     */
    public Observed run(Schema from, Schema to, SectionText upgrade, SectionText downgrade) {
        Lineage lineage = Lineage.through(from, operations(upgrade));
        Direction up = new Direction(from, to, new Forward(lineage), upgrade);
        Direction down = new Direction(to, from, new Backward(lineage), downgrade);
        SectionWarnings upgradeWarnings = new SectionWarnings(upgrade.warnings());
        SectionWarnings downgradeWarnings = new SectionWarnings(downgrade.warnings());
        Optional<Map<QualifiedName, List<SampleRow>>> rows = run(up, upgradeWarnings, Map.of());
        rows.ifPresent((carried) -> run(down, downgradeWarnings, renamed(carried, lineage)));
        return new Observed(upgradeWarnings.observed(), downgradeWarnings.observed());
    }

    private static List<Operation> operations(SectionText section) {
        return section.steps().stream()
                .flatMap((step) -> step.operations().stream())
                .toList();
    }

    /** A section with the schemas before and after it. */
    private record Direction(Schema start, Schema end, SampledTable.Names names, SectionText section) {

        List<StatementGroup> steps() {
            return this.section.steps();
        }
    }

    /** Inserts rows and runs a section; returns the rows that are left, or nothing if the section cannot be run. */
    private Optional<Map<QualifiedName, List<SampleRow>>> run(
            Direction direction, SectionWarnings warnings, Map<QualifiedName, List<SampleRow>> carried) {
        Schema start = direction.start();
        Map<QualifiedName, SampledTable> tables = AffectedRows.of(start, direction.end(), direction.names());
        Map<QualifiedName, List<SampleRow>> rows = new LinkedHashMap<>();
        RowInserter inserter = new RowInserter(this.scratch, this.ddl, tables.values(), carried);
        Map<QualifiedName, List<SampleRow>> inserted = inserter.insert(warnings);
        tables.keySet().forEach((table) -> {
            List<SampleRow> all = new ArrayList<>(carried.getOrDefault(table, List.of()));
            all.addAll(inserted.getOrDefault(table, List.of()));
            rows.put(table, List.copyOf(all));
        });
        SectionRun sectionRun = new SectionRun(this.scratch, this.ddl, start, direction.end(), tables, rows, warnings);
        sectionRun.removeUnidentified(inserter);
        Set<QualifiedName> filled = rows.keySet().stream()
                .filter((table) -> !rows.getOrDefault(table, List.of()).isEmpty())
                .collect(Collectors.toSet());
        Snapshot before = Snapshot.of(this.scratch, start, filled, this.ddl);
        if (!sectionRun.run(direction.steps())) {
            return Optional.empty();
        }
        Set<QualifiedName> last = new LinkedHashSet<>();
        filled.forEach((table) -> direction.names().table(table).ifPresent(last::add));
        Snapshot after = Snapshot.of(this.scratch, direction.end(), last, this.ddl);
        new Comparison(start, direction.end(), direction.names(), sectionRun.incomplete(), warnings)
                .compare(before, after);
        return Optional.of(rows);
    }

    /** Returns rows under the names that their tables and columns have after the upgrade. */
    private static Map<QualifiedName, List<SampleRow>> renamed(
            Map<QualifiedName, List<SampleRow>> rows, Lineage lineage) {
        Map<QualifiedName, List<SampleRow>> renamed = new LinkedHashMap<>();
        rows.forEach((table, some) -> lineage.current(table)
                .ifPresent((name) -> renamed.put(
                        name,
                        some.stream().map((row) -> renamed(row, name, lineage)).toList())));
        return renamed;
    }

    private static SampleRow renamed(SampleRow row, QualifiedName name, Lineage lineage) {
        Map<String, String> values = new LinkedHashMap<>();
        row.values()
                .forEach((column, literal) ->
                        lineage.current(row.table(), column).ifPresent((current) -> values.put(current, literal)));
        Set<String> unusual = new LinkedHashSet<>();
        row.unusual()
                .forEach((column) ->
                        unusual.add(lineage.current(row.table(), column).orElse(column)));
        return new SampleRow(name, row.number(), values, unusual);
    }

    /** The names after an upgrade. */
    private record Forward(Lineage lineage) implements SampledTable.Names {

        @Override
        public Optional<QualifiedName> table(QualifiedName table) {
            return this.lineage.current(table);
        }

        @Override
        public Optional<String> column(QualifiedName table, String column) {
            return this.lineage.current(table, column);
        }
    }

    /** The names before an upgrade. */
    private record Backward(Lineage lineage) implements SampledTable.Names {

        @Override
        public Optional<QualifiedName> table(QualifiedName table) {
            return this.lineage.original(table);
        }

        @Override
        public Optional<String> column(QualifiedName table, String column) {
            return this.lineage.original(table).flatMap((original) -> this.lineage.original(original, column));
        }
    }
}
