package dev.migrate;

import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;

/** A history of two scripts that Flyway has run, and three imported revisions. */
public final class FlywayHistory {

    private final Path flyway;
    private final ScriptFixture imported;

    /**
     * Creates a history.
     *
     * @param flyway the folder of the scripts of Flyway
     * @param scripts the folder of the revisions
     */
    public FlywayHistory(Path flyway, Path scripts) {
        this.flyway = flyway;
        this.imported = new ScriptFixture(scripts);
    }

    /** Writes three scripts of Flyway and their revisions. */
    public void writeScripts(TestDatabase database) {
        FlywayFixture fixture = new FlywayFixture(this.flyway, database, this.imported)
                .script("V1__Effect.sql", "create table effect (id int not null);")
                .script("V2__First.sql", "insert into effect values (2);")
                .script("V3__Second.sql", "insert into effect values (3);");
        String form = "-- Imported From: flyway %s checksum=%d";
        this.imported.script(
                "v1",
                form.formatted("1", fixture.checksums().get("1")),
                "create table effect (id int not null);",
                "drop table effect;");
        this.imported.script(
                "v2",
                "-- Revises: v1\n" + form.formatted("2", fixture.checksums().get("2")),
                "insert into effect values (2);",
                "delete from effect where id = 2;");
        this.imported.script(
                "v3",
                "-- Revises: v2\n" + form.formatted("3", fixture.checksums().get("3")),
                "insert into effect values (3);",
                "delete from effect where id = 3;");
    }

    /** Runs the first two scripts with Flyway. */
    public void runTwo(TestDatabase database) {
        new FlywayFixture(this.flyway, database, this.imported).migrate((configuration) -> configuration.target("2"));
    }
}
