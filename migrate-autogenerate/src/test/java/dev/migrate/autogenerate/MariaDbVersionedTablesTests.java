package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.MigrationEngine;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** System-versioned tables, which only MariaDB has. */
@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbVersionedTablesTests {

    private static final String VERSIONED =
            "create table item (id int primary key, name varchar(20)) with system versioning";
    private static final String PERIOD = """
            create table item (
              id int primary key,
              name varchar(20),
              since timestamp(6) generated always as row start,
              until timestamp(6) generated always as row end%s,
              period for system_time (since, until)
            ) with system versioning""";
    private static final String PARTLY = """
            create table item (
              id int primary key,
              name varchar(20),
              note varchar(20) without system versioning
            ) with system versioning""";

    @TempDir
    Path folder;

    private TestDatabase database;
    private Scripts scripts;

    @BeforeEach
    void open(TestDatabase empty) {
        this.database = empty;
        this.scripts = new Scripts(empty);
    }

    @Test
    void renamesAndWidensAColumnWithFormerVersions() {
        this.scripts.run(VERSIONED, "insert into item values (1, 'a')", "update item set name = 'b'");

        Proposal proposal = new ScriptTrial(this.database)
                .propose(
                        List.of(new Rename(QualifiedName.of("item"), "name", "title")),
                        VERSIONED.replace("name varchar(20)", "title varchar(300)"));

        AutogenerateContract.assertProved(proposal);
        this.scripts.apply(proposal.upgrade());
        assertThat(this.scripts.values("select title from item for system_time all"))
                .containsExactlyInAnyOrder("a", "b");
        this.scripts.apply(proposal.downgrade());
        assertThat(this.scripts.values("select name from item for system_time all"))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void createsATableWithColumnsOfItsPeriod() {
        Proposal proposal = this.scripts.verified(PERIOD.formatted(" invisible"));

        this.scripts.apply(proposal.upgrade());
        assertThat(this.scripts.propose(PERIOD.formatted(" invisible")).isEmpty())
                .isTrue();
        assertThat(Baseline.of(engine()).draft().upgrade())
                .contains("PERIOD FOR SYSTEM_TIME (since, until)", "GENERATED ALWAYS AS ROW END INVISIBLE");
    }

    @Test
    void changesOtherColumnsOfATableWithAPeriod() {
        this.scripts.run(
                PERIOD.formatted(""), "insert into item (id, name) values (1, 'a')", "update item set name = 'b'");

        Proposal proposal =
                this.scripts.verified(PERIOD.formatted("").replace("name varchar(20)", "name varchar(300), added int"));

        this.scripts.apply(proposal.upgrade());
        this.scripts.apply(proposal.downgrade());
        assertThat(this.scripts.values("select name from item for system_time all"))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void refusesToChangeThePeriodOfATable() {
        this.scripts.run(PERIOD.formatted(""));
        for (String other : List.of(VERSIONED, VERSIONED.replace(" with system versioning", ""))) {
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(() -> this.scripts.propose(other))
                    .withMessageContaining("The columns of table 'item' that record the period of its rows")
                    .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_COMPARED));
        }
        this.scripts.run("drop table item", VERSIONED);
        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> this.scripts.propose(PERIOD.formatted("")))
                .withMessageContaining("The columns of table 'item' that record the period of its rows");
    }

    @Test
    void keepsColumnsWithoutVersions() {
        this.scripts.run(PARTLY, "insert into item values (1, 'a', 'x')", "update item set note = 'y'");

        Proposal proposal = this.scripts.verified(PARTLY.replace("note varchar(20)", "note varchar(300)"));

        assertThat(proposal.upgrade()).contains("MODIFY COLUMN note VARCHAR(300) WITHOUT SYSTEM VERSIONING");
        this.scripts.apply(proposal.upgrade());
        this.scripts.run("update item set note = 'z'");
        assertThat(this.scripts.values("select note from item for system_time all"))
                .containsExactly("z");
        this.scripts.apply(proposal.downgrade());
        assertThat(this.scripts.propose(PARTLY).isEmpty()).isTrue();
    }

    @Test
    void versionsAColumn() {
        this.scripts.run(PARTLY);

        Proposal proposal = this.scripts.verified(PARTLY.replace(" without system versioning", ""));

        assertThat(proposal.upgrade()).contains("MODIFY COLUMN note VARCHAR(20);");
        assertThat(proposal.downgrade()).contains("MODIFY COLUMN note VARCHAR(20) WITHOUT SYSTEM VERSIONING;");
    }

    @Test
    void keepsWhatModelsCannotDefine() {
        this.scripts.run(PERIOD.formatted("")
                .replace("name varchar(20)", "name varchar(20), note varchar(20) without system versioning"));

        Drift drift = new Autogenerate(
                        this.database.dataSource(),
                        incomplete("create table item (id int primary key, name varchar(20), note varchar(30))"),
                        AutogenerateSettings.DEFAULT)
                .compare();

        assertThat(drift.differences())
                .extracting(Object::toString)
                .containsExactly(
                        "ALTER column[type] item.note: varchar(20) WITHOUT SYSTEM VERSIONING -> varchar(30) WITHOUT SYSTEM VERSIONING");
    }

    private static ModelSource incomplete(String sql) {
        return new ModelSource() {

            @Override
            public String name() {
                return "test";
            }

            @Override
            public TargetSchema desired(DatabaseContext databaseContext) {
                return new TargetSchema(
                        List.of(sql),
                        Map.of(),
                        Set.of(),
                        List.of(),
                        false,
                        (schemaObject) -> !(schemaObject instanceof SqlObject));
            }
        };
    }

    private MigrationEngine engine() {
        return MigrationEngine.builder(this.database.dataSource())
                .settings(MigrateSettings.defaults().withLocations("file:" + this.folder))
                .build();
    }
}
