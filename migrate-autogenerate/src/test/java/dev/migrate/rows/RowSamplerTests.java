package dev.migrate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rows of {@code pet}, which gets a foreign key to {@code owner}. */
class RowSamplerTests {

    private static final QualifiedName OWNER = QualifiedName.of("owner");
    private static final QualifiedName PET = QualifiedName.of("pet");
    private static final Column ID = Column.of("id", "integer").nullable(false);
    private static final Constraint KEY =
            new Constraint(Constraint.Kind.PRIMARY_KEY, "rule", false, List.of("id"), "PRIMARY KEY (id)", null);
    private static final Constraint REFERENCE = new Constraint(
            Constraint.Kind.FOREIGN_KEY,
            "fk",
            false,
            List.of("owner_id"),
            "FOREIGN KEY (owner_id) REFERENCES owner(id)",
            OWNER);

    @Test
    void missesEveryRowThatAKeyCouldReference() {
        RowSampler sampler =
                new RowSampler(pet(), Map.of(OWNER, List.of(owner(97))), Map.of(OWNER, List.of(owner(98))));

        assertThat(sampler.unusual(List.of()))
                .extracting((row) -> row.values().get("owner_id"))
                .contains("99")
                .doesNotContain("98");
    }

    @Test
    void continuesTheNumbersOfTheExistingRows() {
        SampleRow existing = new SampleRow(PET, 70, Map.of("id", "70"), Set.of());

        assertThat(new RowSampler(pet(), Map.of(), Map.of(PET, List.of(existing))).ordinary(2))
                .extracting((row) -> row.values().get("id"))
                .containsExactly("71", "72");
    }

    private static SampleRow owner(int number) {
        return new SampleRow(OWNER, number, Map.of("id", String.valueOf(number)), Set.of());
    }

    private static SampledTable pet() {
        Table pet = table(PET, List.of(ID, Column.of("owner_id", "integer")), List.of(KEY));
        Table other = pet.withConstraints(List.of(KEY, REFERENCE));
        Table owner = table(OWNER, List.of(ID), List.of(KEY));
        return SampledTable.changed(
                pet,
                Schema.EMPTY.withTables(List.of(owner, pet)),
                other,
                Schema.EMPTY.withTables(List.of(owner, other)),
                new SameNames());
    }

    private static Table table(QualifiedName name, List<Column> columns, List<Constraint> constraints) {
        return new Table(name, columns, constraints, List.of(), "", null);
    }

    private record SameNames() implements SampledTable.Names {

        @Override
        public Optional<QualifiedName> table(QualifiedName table) {
            return Optional.of(table);
        }

        @Override
        public Optional<String> column(QualifiedName table, String column) {
            return Optional.of(column);
        }
    }
}
