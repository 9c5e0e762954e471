package dev.migrate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.rows.ColumnType.Arrays;
import dev.migrate.rows.ColumnType.Family;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnTypeTests {

    private static final Schema SCHEMA = new Schema(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(domain("amount", "numeric(6,2)"), domain("many", "integer[]")));

    @Test
    void readsAnArrayOfADomain() {
        assertThat(ColumnType.of("amount[]", SCHEMA)).isEqualTo(ColumnType.of("numeric(6,2)[]", SCHEMA));
    }

    @Test
    void readsADomainOfAnArray() {
        assertThat(ColumnType.of("many", SCHEMA)).isEqualTo(ColumnType.of("integer[]", SCHEMA));
    }

    @Test
    void samplesNoArrayOfArrays() {
        ColumnType type = ColumnType.of("many[]", SCHEMA);

        assertThat(type.family()).isEqualTo(Family.OTHER);
        assertThat(type.arrays()).isEqualTo(Arrays.NONE);
    }

    private static SqlObject domain(String name, String base) {
        return new SqlObject(
                SqlObject.Kind.DOMAIN,
                QualifiedName.of(name),
                null,
                List.of("CREATE DOMAIN %s AS %s".formatted(name, base)),
                "DROP DOMAIN " + name,
                Set.of());
    }
}
