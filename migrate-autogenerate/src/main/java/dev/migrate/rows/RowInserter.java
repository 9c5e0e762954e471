package dev.migrate.rows;

import dev.migrate.ddl.Ddl;
import dev.migrate.render.Warning;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Identity;
import dev.migrate.schema.QualifiedName;
import dev.migrate.scratch.Scratch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Inserts sampled rows into the tables of a scratch database, referenced tables first. Refused rows are left out. */
final class RowInserter {

    private static final int ORDINARY = 4;

    /** The ordinary rows of a table that another one references by a key that is unique there. */
    private static final int ORDINARY_OF_ONE_TO_ONE = 24;

    private final Scratch scratch;
    private final Ddl ddl;
    private final Map<QualifiedName, SampledTable> tables = new LinkedHashMap<>();
    private final Map<QualifiedName, List<SampleRow>> existing;
    private final Map<QualifiedName, List<SampleRow>> inserted = new LinkedHashMap<>();
    private final Map<QualifiedName, String> rejections = new HashMap<>();

    /**
     * Creates an inserter.
     *
     * @param existing the sampled rows that the tables have already
     */
    RowInserter(
            Scratch scratch, Ddl ddl, Collection<SampledTable> tables, Map<QualifiedName, List<SampleRow>> existing) {
        this.scratch = scratch;
        this.ddl = ddl;
        this.existing = existing;
        tables.forEach((sampled) -> this.tables.put(sampled.name(), sampled));
    }

    /**
     * Inserts the rows and returns them.
     *
     * @param warnings get one for each changed table that has no row afterward
     */
    Map<QualifiedName, List<SampleRow>> insert(SectionWarnings warnings) {
        for (SampledTable sampled : referencedFirst()) {
            List<SampleRow> all = insertAll(sampled);
            if (sampled.isChanged()
                    && all.isEmpty()
                    && this.existing.getOrDefault(sampled.name(), List.of()).isEmpty()) {
                warnings.add(new Warning(
                        Kind.TO_REVIEW,
                        sampled.name().toString(),
                        "could not be verified with rows: the database refuses each sampled row"
                                + Optional.ofNullable(this.rejections.get(sampled.name()))
                                        .map((message) -> ": " + SectionWarnings.oneLine(message))
                                        .orElse("")));
            }
        }
        return this.inserted;
    }

    /** Inserts all rows of a table; without values of unknown types, if the database refuses each ordinary row with them. */
    private List<SampleRow> insertAll(SampledTable sampled) {
        RowSampler sampler = new RowSampler(sampled, this.inserted, this.existing);
        List<SampleRow> ordinary = insert(sampled, sampler.ordinary(ordinaryRows(sampled)));
        SampledTable known = sampled.withoutOptionalUnknown();
        if (ordinary.isEmpty() && !known.equals(sampled)) {
            return insertAll(known);
        }
        this.inserted.put(sampled.name(), ordinary);
        List<SampleRow> all = new ArrayList<>(ordinary);
        all.addAll(insert(sampled, sampler.unusual(ordinary)));
        this.inserted.put(sampled.name(), all);
        return all;
    }

    private int ordinaryRows(SampledTable target) {
        boolean isOneToOne = this.tables.values().stream()
                .flatMap((sampled) ->
                        sampled.keys().stream().filter((key) -> sampled.isUnique(Set.copyOf(key.columns()))))
                .anyMatch((key) -> key.target().equals(target.name()));
        return isOneToOne ? ORDINARY_OF_ONE_TO_ONE : ORDINARY;
    }

    private List<SampledTable> referencedFirst() {
        return ReferenceOrder.of(this.tables.keySet(), this::referenced).stream()
                .flatMap((name) -> Optional.ofNullable(this.tables.get(name)).stream())
                .toList();
    }

    private List<QualifiedName> referenced(QualifiedName table) {
        SampledTable sampled = this.tables.get(table);
        return sampled == null
                ? List.of()
                : sampled.keys().stream().map(ForeignKey::target).toList();
    }

    /** Inserts rows that were deleted; returns those that the database accepts. */
    List<SampleRow> insertAgain(SampledTable sampled, List<SampleRow> rows) {
        return insert(sampled, rows);
    }

    /** Inserts rows together; if the database refuses them, each half by itself. */
    private List<SampleRow> insert(SampledTable sampled, List<SampleRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Optional<String> rejection =
                this.scratch.attempt(List.of(sql(sampled, rows))).get(0);
        if (rejection.isEmpty()) {
            return rows;
        }
        if (rows.size() == 1) {
            this.rejections.putIfAbsent(sampled.name(), rejection.get());
            return List.of();
        }
        int half = rows.size() / 2;
        List<SampleRow> accepted = new ArrayList<>(insert(sampled, rows.subList(0, half)));
        accepted.addAll(insert(sampled, rows.subList(half, rows.size())));
        return accepted;
    }

    private String sql(SampledTable sampled, List<SampleRow> rows) {
        Set<String> columns = sampled.columns().keySet();
        boolean isNumbered = sampled.table().columns().stream()
                .anyMatch((column) ->
                        column.identity() != null && column.identity().mode() == Identity.Mode.ALWAYS);
        return "INSERT INTO %s (%s)%s VALUES %s"
                .formatted(
                        this.ddl.name(sampled.name()),
                        columns.stream().map(this.ddl::identifier).collect(Collectors.joining(", ")),
                        isNumbered ? " OVERRIDING SYSTEM VALUE" : "",
                        rows.stream()
                                .map((row) -> columns.stream()
                                        .map((column) -> row.values().getOrDefault(column, "NULL"))
                                        .collect(Collectors.joining(", ", "(", ")")))
                                .collect(Collectors.joining(", ")));
    }
}
