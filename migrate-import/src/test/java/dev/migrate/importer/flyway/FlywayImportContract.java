package dev.migrate.importer.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The imported revisions create what Flyway itself creates from the same scripts. */
abstract class FlywayImportContract {

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void open(TestDatabase empty) {
        this.database = empty;
    }

    /** Returns scripts that only this product reads, by file name; versions begin with 10. */
    abstract Map<String, String> scripts();

    @Test
    void createsWhatFlywayCreates() throws IOException {
        FlywayProject project = new FlywayProject(this.folder)
                .set("placeholders.name", "account")
                .set("mixed", "true")
                .script("V1__Create.sql", "CREATE TABLE ${name} (id INT PRIMARY KEY, name VARCHAR(50));\n")
                .script(
                        "V1_1__Windows.sql",
                        "\uFEFFCREATE TABLE windows (id INT PRIMARY KEY);\r\n\r\nINSERT INTO windows VALUES (1);\r\n")
                .script("V1_2__Comment_only.sql", "-- DROP TABLE account;\n/* nothing */\n")
                .script(
                        "V1_3__Semicolons.sql",
                        "INSERT INTO account VALUES (1, 'a;b''c -- d');\n;;\nINSERT INTO account VALUES (2, '${name}')")
                .script("V2__Column.sql", "ALTER TABLE account ADD COLUMN age INT; -- the age\n/* end; */")
                .script(
                        "R__Adults.sql",
                        "DROP VIEW IF EXISTS adults;\nCREATE VIEW adults AS SELECT id, name FROM account WHERE age > 17;\n");
        scripts().forEach(project::script);
        project.importAs(this.database.product().name().toLowerCase(Locale.ROOT));
        try (TestDatabase ofFlyway = this.database.another()) {
            project.flyway(ofFlyway.url(), ofFlyway.user(), ofFlyway.password()).migrate();
            MigrationEngine.builder(this.database.dataSource())
                    .settings(project.migrateSettings())
                    .build()
                    .upgrade(MigrationRequest.to("heads"));
            assertThat(CatalogDump.of(this.database)).isEqualTo(CatalogDump.of(ofFlyway));
            assertThat(this.database.jdbc().queryForList("SELECT id, name FROM account ORDER BY id"))
                    .isEqualTo(ofFlyway.jdbc().queryForList("SELECT id, name FROM account ORDER BY id"))
                    .hasSize(2);
        }
    }
}
