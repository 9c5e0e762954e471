package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Counts on the wire how often an upgrade waits for the server, other than for queries on its catalog. */
abstract class RoundTripContract {

    private static final Pattern CATALOG =
            Pattern.compile("(?is).*\\b(information_schema\\b|database\\(\\)|show create\\b).*");

    private static final int SCRIPTS = 5;

    private ScriptFixture scriptFixture;
    private TestDatabase database;

    @BeforeEach
    void openFixture(@TempDir Path folder, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
    }

    /** The number of round trips of a script with one statement that changes the schema. */
    abstract int schemaChange();

    /** The number of round trips of each further statement of this kind in the same script. */
    abstract int furtherSchemaChange();

    /** The number of round trips of a script with one statement that changes rows. */
    abstract int rowChange();

    @Test
    void countsSchemaChanges() throws IOException {
        assertThat(roundTrips("create table t_%s (id int primary key);")).isEqualTo(schemaChange());
    }

    @Test
    void countsFurtherSchemaChanges() throws IOException {
        assertThat(roundTrips("""
                create table t_%1$s (id int primary key);
                create index i_%1$s on t_%1$s (id);
                alter table t_%1$s add column name varchar(50);""")).isEqualTo(schemaChange() + 2 * furtherSchemaChange());
    }

    @Test
    void countsRowChanges() throws IOException {
        assertThat(roundTrips("insert into target values ('%s');")).isEqualTo(rowChange());
    }

    /** Returns the number of round trips of each further script in a run. */
    private double roundTrips(String sql) throws IOException {
        for (int number = 0; number <= SCRIPTS + 2; number++) {
            String id = "r" + number;
            String header = number == 0 ? "" : "-- Revises: r" + (number - 1);
            String upgrade = number == 0 ? "create table target (name varchar(50));" : sql.formatted(id);
            this.scriptFixture.script(id, header, upgrade, "-- nothing");
        }
        this.scriptFixture.engine(this.database).upgrade(MigrationRequest.to("r0"));
        List<String> one = requests("r1");
        List<String> others = requests("head");
        return (others.size() - one.size()) / (double) SCRIPTS;
    }

    private List<String> requests(String target) throws IOException {
        try (Wire wire = new Wire(this.database)) {
            DriverManagerDataSource source =
                    new DriverManagerDataSource(wire.url(), this.database.user(), this.database.password());
            this.scriptFixture.engine(source, this.scriptFixture.settings()).upgrade(MigrationRequest.to(target));
            return wire.requests().stream()
                    .filter((request) -> !CATALOG.matcher(request).matches())
                    .toList();
        }
    }
}
