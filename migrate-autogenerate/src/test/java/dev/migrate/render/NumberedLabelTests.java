package dev.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.H2Ddl;
import dev.migrate.ddl.MySqlDdl;
import dev.migrate.operation.AlterColumn;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers that become labels, as an enum that is stored by its name instead of its ordinal. */
class NumberedLabelTests {

    @Test
    void warnsThatNumbersBecomePositionsOfLabels() {
        for (Ddl ddl : List.of(new MySqlDdl(null, "InnoDB", Map.of(), Set.of()), new H2Ddl(false, ""))) {
            assertThat(warnings(ddl, "tinyint", "enum('ACTIVE','CREATED','RETIRED')"))
                    .singleElement()
                    .satisfies((warning) -> {
                        assertThat(warning.kind()).isEqualTo(Kind.CHANGES_VALUES);
                        assertThat(warning.text()).contains("from 1 for 'ACTIVE' to 3 for 'RETIRED'");
                    });
        }
    }

    @Test
    void warnsThatLabelsBecomeTheirPositions() {
        for (Ddl ddl : List.of(new MySqlDdl(null, "InnoDB", Map.of(), Set.of()), new H2Ddl(false, ""))) {
            assertThat(warnings(ddl, "enum('ACTIVE','CREATED')", "tinyint"))
                    .singleElement()
                    .satisfies((warning) -> {
                        assertThat(warning.kind()).isEqualTo(Kind.CHANGES_VALUES);
                        assertThat(warning.text()).contains("a label becomes its position, from 1 for 'ACTIVE' to 2");
                    });
        }
    }

    @Test
    void saysOnlyWhichNumericLabelsAreNotKept() {
        Ddl ddl = new MySqlDdl(null, "InnoDB", Map.of(), Set.of());

        assertThat(warnings(ddl, "enum('1','0','5')", "int(11)"))
                .extracting(Warning::kind)
                .containsExactly(Kind.REWRITES_ROWS);
        assertThat(warnings(ddl, "enum('1','007')", "int(11)"))
                .extracting(Warning::kind)
                .containsExactly(Kind.LOSES_DATA);
    }

    private static List<Warning> warnings(Ddl ddl, String before, String after) {
        return new AlterColumn(QualifiedName.of("subnet"), Column.of("state", before), Column.of("state", after))
                .accept(new Warnings(ddl, SectionContext.of(Schema.EMPTY, List.of())));
    }
}
