package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.MigrationEngine;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteAutogenerateTests extends AutogenerateContract {

    @Override
    boolean roundsNumbers() {
        return false;
    }

    @Override
    String places() {
        return "select name from pragma_database_list";
    }

    @Override
    boolean addsKeysLater() {
        return false;
    }

    @Override
    void assertAddsColumnInTwoSteps(String upgrade) {
        assertThat(upgrade).contains("is a new NOT NULL column; set a value for existing rows in the INSERT below");
    }

    @Override
    List<String> modelSpelling() {
        return List.of("create table maker (id integer primary key, name varchar(40) default 'n/a' not null unique)");
    }

    @Override
    List<String> otherSpelling() {
        return List.of(
                "CREATE TABLE maker (id INTEGER, name VARCHAR(40) NOT NULL DEFAULT 'n/a' CONSTRAINT one UNIQUE, CONSTRAINT k PRIMARY KEY (id))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"create table author (id integer primary key, name varchar(200))", "create table b (id integer)"
            })
    void rejectsEmptyingExcludedTable(String wanted) {
        run(
                "create table author (id integer primary key, name varchar(100))",
                "create table note (id integer primary key, author integer references AUTHOR on delete cascade)");
        Autogenerate autogenerate = new Autogenerate(
                database().dataSource(),
                source(List.of(wanted), (schemaObject) -> true),
                new AutogenerateSettings(null, (name) -> !name.equals("note"), false));

        assertThat(autogenerate.compare().isEmpty()).isFalse();
        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> autogenerate.propose(List.of()))
                .withMessageContaining("'author'")
                .withMessageContaining("'note'")
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.EXCLUDED_KEY));
    }

    @Test
    void changesTableReferencedByExcludedTable() {
        String author = "create table author (id integer primary key, name varchar(100))";
        run(author, "create table note (id integer primary key, author integer references author)");
        run("insert into author values (1, 'Ada')", "insert into note values (2, 1)");

        Proposal proposal = new Autogenerate(
                        database().dataSource(),
                        source(List.of(author.replace("100", "200")), (schemaObject) -> true),
                        new AutogenerateSettings(null, (name) -> !name.equals("note"), false))
                .propose(List.of());

        assertProved(proposal);
        apply(proposal.upgrade());
        assertThat(database().jdbc().queryForList("select author from note", Integer.class))
                .containsExactly(1);
    }

    @Test
    void rebuildsTablesOfACycleWithoutTheActionsOfItsKeys(@TempDir Path folder) throws IOException {
        Proposal proposal = widenedAuthor("on delete set null");
        run("insert into author values (1, 'Ada', null)", "insert into note values (2, 1)");
        run("update author set favorite = 2");
        assertProved(proposal);
        Files.writeString(
                folder.resolve("a1.sql"),
                "-- Widen\n-- Revision ID: a1\n\n-- migrate:upgrade\n" + proposal.upgrade() + "\n-- migrate:downgrade\n"
                        + proposal.downgrade());
        MigrationEngine engine = MigrationEngine.builder(
                        new DriverManagerDataSource(database().url() + "?foreign_keys=on"))
                .settings(MigrateSettings.defaults().toBuilder()
                        .locations(List.of("file:" + folder))
                        .allowNonEmpty(true)
                        .build())
                .build();
        String rows = "select favorite || ' ' || author from note join author on author.id = note.author";

        engine.upgrade(MigrationRequest.to("head"));
        assertThat(database().jdbc().queryForList(rows, String.class)).containsExactly("2 1");
        engine.downgrade(MigrationRequest.to("base"));
        assertThat(database().jdbc().queryForList(rows, String.class)).containsExactly("2 1");
    }

    @Test
    void rebuildsTablesOfACycleInWhichAKeyActsOnlyOnUpdates() {
        assertProved(widenedAuthor("on update cascade"));
    }

    private Proposal widenedAuthor(String action) {
        String author = """
                create table author (id integer primary key, name varchar(100), favorite integer
                  constraint author_favorite references note (id) %s)""".formatted(action);
        String note = """
                create table note (id integer primary key, author integer
                  constraint note_author references author (id) on delete cascade)""";
        run(author, note);
        return new Autogenerate(
                        database().dataSource(),
                        source(List.of(author.replace("100", "200"), note), (schemaObject) -> true),
                        AutogenerateSettings.DEFAULT)
                .propose(List.of());
    }

    @Test
    void ignoresKeptViewThatIsBrokenAlready() {
        run(
                "create table customer (id bigint not null primary key, email varchar(100))",
                "create table gone (id bigint)",
                "create view lost as select id from gone",
                "drop table gone");

        assertProved(ofTables("create table customer (id bigint not null primary key)")
                .propose(List.of()));
    }

    @Test
    void namesKeptTriggerThatReadsDroppedColumn() {
        String seen = "create table seen (id bigint, email varchar(100))";
        String trigger =
                "create trigger %s after %s on customer begin insert into seen (id, email) values (new.id, %s); end";
        run(
                "create table customer (id bigint not null primary key, email varchar(100))",
                seen,
                trigger.formatted("fits", "insert", "''"),
                trigger.formatted("noted", "update of id", "new.email"),
                trigger.formatted("fits_too", "update of id", "''"));
        Autogenerate ofTables = ofTables("create table customer (id bigint not null primary key)", seen);

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(ofTables::compare)
                .withMessageStartingWith(
                        "'noted', which the models cannot define and which is kept, does not fit the models: ")
                .withMessageContaining("new.email")
                .withMessageNotContaining("fits");

        run("drop trigger noted");
        assertProved(ofTables.propose(List.of()));
    }

    @Test
    void refusesAVirtualTableThatTheDatabaseHasInAnotherForm() {
        String table = "create table note (id integer primary key, body text)";
        run(table, "create virtual table searched using fts5(body, prefix = '2')");

        assertThat(compare(table, "CREATE VIRTUAL TABLE if not exists \"searched\" USING FTS5 ( body,prefix='2' )")
                        .differences())
                .isEmpty();
        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> compare(table, "create virtual table searched using fts5(body, title, prefix = '2')"))
                .withMessageContaining("virtual table searched using fts5(body, title, prefix = '2')");
    }
}
