package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of the header key {@code Imported From}. */
class ImportedFromTests {

    @Test
    void readsEachForm() {
        assertThat(ImportedFrom.parse("flyway 1.2 checksum=-1089200033"))
                .hasValue(new ImportedFrom("flyway", "1.2", "-1089200033"));
        assertThat(ImportedFrom.parse("flyway R:Rebuild all views checksum=12"))
                .hasValue(new ImportedFrom("flyway", "R:Rebuild all views", "12"));
        assertThat(ImportedFrom.parse(
                        "liquibase db/a b.xml::1::2::jane doe checksum=9:" + "0123456789abcdef".repeat(2)))
                .hasValue(new ImportedFrom(
                        "liquibase", "db/a b.xml::1::2::jane doe", "9:" + "0123456789abcdef".repeat(2)));
        assertThat(ImportedFrom.parse("alembic 1975ea83b712"))
                .hasValue(new ImportedFrom("alembic", "1975ea83b712", null));
        assertThat(ImportedFrom.parse("flyway 3")).hasValue(new ImportedFrom("flyway", "3", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "flyway",
                "flyway one",
                "flyway 1_2",
                "flyway R: checksum=1",
                "flyway 1 checksum=9:ab",
                "liquibase db/change.xml::1",
                "liquibase db/change.xml::1::jane checksum=12",
                "alembic a b",
                "alembic a checksum=1",
                "rails 20260101"
            })
    void rejectsOtherForms(String text) {
        assertThat(ImportedFrom.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway 1.2 checksum=-1", "flyway R:Two words", "alembic a1"})
    void isWrittenAsItWasRead(String text) {
        assertThat(ImportedFrom.parse(text)).get().hasToString(text);
    }
}
