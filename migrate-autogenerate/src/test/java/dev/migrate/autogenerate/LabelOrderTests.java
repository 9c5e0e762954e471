package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelOrderTests {

    @Test
    void keepsTheOrderOfTheDatabaseIfTheLabelsAreSorted() {
        assertThat(labels(List.of("NEW", "PAID", "LOST"), List.of("LOST", "NEW", "PAID")))
                .containsExactly("NEW", "PAID", "LOST");
        assertThat(labels(List.of("NEW", "PAID", "LOST"), List.of("BAD", "LOST", "NEW")))
                .containsExactly("NEW", "LOST", "BAD");
    }

    @Test
    void addsSortedLabelsAtTheirPlaceIfTheDatabaseSortsThemToo() {
        assertThat(labels(List.of("LOST", "PAID"), List.of("LOST", "NEW", "PAID")))
                .containsExactly("LOST", "NEW", "PAID");
    }

    @Test
    void usesAnOrderThatIsDeclared() {
        assertThat(labels(List.of("NEW", "PAID", "LOST"), List.of("PAID", "NEW", "LOST")))
                .containsExactly("PAID", "NEW", "LOST");
    }

    private static List<String> labels(List<String> found, List<String> wanted) {
        QualifiedName name = QualifiedName.of("state");
        return LabelOrder.of(new EnumType(name, found), new EnumType(name, wanted))
                .labels();
    }
}
