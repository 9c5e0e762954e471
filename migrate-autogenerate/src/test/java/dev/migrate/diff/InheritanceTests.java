package dev.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class InheritanceTests {

    @Test
    void readsTheNamesOfTheParents() {
        assertThat(parents("UNLOGGED INHERITS (item, audit.entry) WITH (fillfactor=70)"))
                .containsExactly(QualifiedName.of("item"), new QualifiedName("audit", "entry"));
        assertThat(parents("PARTITION BY LIST (a)")).isEmpty();
    }

    @Test
    void readsNamesThatContainSeparators() {
        assertThat(parents("INHERITS (\"a, b\", \"x.y\".\"c (d)\", \"e\"\"f\")"))
                .containsExactly(QualifiedName.of("a, b"), new QualifiedName("x.y", "c (d)"), QualifiedName.of("e\"f"));
    }

    private static Iterable<QualifiedName> parents(String options) {
        return Inheritance.parents(
                new Table(QualifiedName.of("child"), List.of(), List.of(), List.of(), options, null));
    }
}
