package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;

/** Files of SQL that would reach outside of the scratch database. What a file names exists in each product. */
class RefusedModelsTests {

    @TempDir
    private Path folder;

    @Test
    @DatabaseTest(DatabaseProduct.H2)
    void reportsAllStatementsOfAFileBeforeAnyOfThemRuns(TestDatabase database) throws IOException {
        Path written = this.folder.resolve("written.csv");
        assertRefused(
                database,
                """
                create table t (id int primary key);
                call csvwrite('%s', 'select 1');

                /* RUNSCRIPT */ create view v as select 1 as one;
                runscript
                    from 'x.sql';
                """.formatted(written),
                "schema.sql]:2 uses files or programs (CSVWRITE): call csvwrite(",
                "schema.sql]:5 uses files or programs (RUNSCRIPT): runscript from 'x.sql'");
        assertThat(written).doesNotExist();
    }

    @Test
    @DatabaseTest(DatabaseProduct.SQLITE)
    void writesNoFileOfSqlite(TestDatabase database) throws IOException {
        Path written = this.folder.resolve("written.db");
        assertRefused(
                database,
                "attach '%s' as other;\ncreate table other.t (id int);\nvacuum into '%1$s'".formatted(written),
                ":1 uses another database (ATTACH)",
                ":3 uses files or programs (VACUUM INTO)");
        assertThat(written).doesNotExist();
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void createsNoRole(TestDatabase database) throws IOException {
        assertRefused(
                database, """
                create table t (id int);
                do $$ begin create role migrate_refused; end $$;
                grant select on t to public;
                copy t to program 'cat';
                """, ":2 acts on the server (CREATE ROLE)", ":4 uses files or programs (COPY T TO PROGRAM)");
        assertThat(database.jdbc().queryForList("select 1 from pg_roles where rolname = 'migrate_refused'"))
                .isEmpty();
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void runsNoLiveRoutineThatUsesAnotherDatabase(TestDatabase database) throws IOException {
        String name = database.jdbc().queryForObject("select current_database()", String.class);
        database.jdbc().execute("""
                create extension dblink;
                create schema util;
                create table util.audit (id serial primary key);
                create function util.num() returns int language plpgsql as $$ begin
                    perform public.dblink_exec('dbname=%s user=postgres', 'insert into util.audit default values');
                    return 7;
                end $$;
                create view util.numbers as select util.num() as number;
                create function util.changed() returns trigger language plpgsql as $$ begin
                    perform util.num();
                    return new;
                end $$;
                create table util.watched (id int);
                create trigger changed after insert on util.watched for each row execute function util.changed();
                """.formatted(name));
        assertRefused(
                database,
                """
                create table item (id int primary key, n int default util.num());
                insert into item (id) values (1);
                insert into item select number from util.numbers;
                insert into util.watched values (1);
                """,
                ":1 uses 'util.num' of the database, which uses another database (DBLINK_EXEC)",
                ":3 uses 'util.numbers' of the database",
                ":4 uses 'util.watched' of the database");
        assertThat(database.jdbc().queryForList("select * from util.audit")).isEmpty();
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void acceptsTheObjectsOfTheDatabaseWhenTheModelsCreateThem(TestDatabase database) throws IOException {
        String sql = """
                create table item (id int primary key, n int);
                insert into item values (1, 2);
                create function changed() returns trigger language plpgsql as $$ begin
                    execute format('select 1 from %I', tg_table_name);
                    return new;
                end $$;
                create trigger changed after insert on item for each row execute function changed();
                create function amount() returns bigint language sql begin atomic select count(*) from item; end;
                create view amounts as select amount() as amount;
                """;
        database.jdbc().execute(sql.replace("begin atomic select count(*) from item; end", "return 1"));
        database.jdbc()
                .execute(
                        "create or replace function amount() returns bigint language sql begin atomic select count(*) from item; end");
        Path file = Files.writeString(this.folder.resolve("schema.sql"), sql);
        assertThat(Autogenerate.of(database.dataSource(), new SqlFile(new FileSystemResource(file)))
                        .compare()
                        .differences())
                .isEmpty();
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void changesNoOtherDatabase(TestDatabase database) throws IOException {
        try (TestDatabase other = database.another()) {
            String name = other.jdbc().queryForObject("select database()", String.class);
            other.jdbc().execute("create table precious (id int)");
            assertRefused(
                    database,
                    "create table t (id int);\ndrop table %s.precious;\nset global max_connections = 99;\nuse %1$s"
                            .formatted(name),
                    ":2 uses another database ('%s')".formatted(name),
                    ":3 changes a setting of the server",
                    ":4 uses another database ('%s')".formatted(name));
            assertThat(other.jdbc().queryForList("select * from precious")).isEmpty();
        }
    }

    private void assertRefused(TestDatabase database, String sql, String... lines) throws IOException {
        Path file = Files.writeString(this.folder.resolve("schema.sql"), sql);
        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> Autogenerate.of(database.dataSource(), new SqlFile(new FileSystemResource(file)))
                        .compare())
                .withMessageStartingWith(
                        "The models contain %d statements that might reach outside".formatted(lines.length))
                .satisfies((failure) -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_REFUSED);
                    assertThat(String.valueOf(failure.getMessage()).lines().skip(1))
                            .hasSameSizeAs(lines);
                    assertThat(failure.getMessage()).contains(lines);
                });
    }
}
