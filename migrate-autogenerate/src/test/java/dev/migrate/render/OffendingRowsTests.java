package dev.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.ddl.PostgresDdl;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OffendingRowsTests {

    @Test
    void countsTheRowsThatViolateACheck() {
        assertThat(text(Constraint.Kind.CHECK, List.of(), "CHECK ((price > 0))", null))
                .isEqualTo("fails if rows violate it; SELECT count(*) FROM \"order\" WHERE NOT ((price > 0))");
    }

    @Test
    void quotesAnotherConstraint() {
        assertThat(text(Constraint.Kind.EXCLUSION, List.of(), "EXCLUDE USING gist (room WITH =)", null))
                .isEqualTo("fails if rows violate EXCLUDE USING gist (room WITH =)");
    }

    @Test
    void countsTheRowsWithoutATarget() {
        assertThat(text(
                        Constraint.Kind.FOREIGN_KEY,
                        List.of("customer_id"),
                        "FOREIGN KEY (customer_id) REFERENCES customer (id)",
                        "customer"))
                .isEqualTo("fails while customer_id has values that customer does not have;"
                        + " SELECT count(*) FROM \"order\" r WHERE r.customer_id IS NOT NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM customer o WHERE o.id = r.customer_id)");
    }

    @Test
    void comparesEveryColumnOfACompoundKey() {
        assertThat(text(
                        Constraint.Kind.FOREIGN_KEY,
                        List.of("shop", "number"),
                        "FOREIGN KEY (shop, number) REFERENCES cart (shop, id)",
                        "cart"))
                .endsWith(" WHERE r.shop IS NOT NULL AND r.number IS NOT NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM cart o WHERE o.shop = r.shop AND o.id = r.number)");
    }

    @Test
    void omitsTheQueryIfTheTargetColumnsAreUnknown() {
        assertThat(text(
                        Constraint.Kind.FOREIGN_KEY,
                        List.of("customer_id"),
                        "FOREIGN KEY (customer_id) ...",
                        "customer"))
                .isEqualTo("fails while customer_id has values that customer does not have");
    }

    private static String text(
            Constraint.Kind kind, List<String> columns, String definition, @Nullable String references) {
        QualifiedName target = references == null ? null : QualifiedName.of(references);
        Constraint constraint = new Constraint(kind, "order_rule", false, columns, definition, target);
        return OffendingRows.of(
                QualifiedName.of("order"),
                constraint,
                definition,
                new PostgresDdl(),
                SectionContext.of(Schema.EMPTY, List.of()));
    }
}
