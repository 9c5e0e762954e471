package dev.migrate.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only databases of PostgreSQL are reused. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class ReusedDatabasesTests {

    private Servers servers;

    @BeforeEach
    void findServer() {
        this.servers = new Servers(new ServerSources(Map.copyOf(System.getenv()))::of, false, (report) -> {});
    }

    @AfterEach
    void removeDatabases() {
        this.servers.close();
    }

    @Test
    void areEmptyAndHaveAnotherName() {
        TestDatabase first = lent();
        String oid = oid(first);
        first.jdbc().execute("""
                create extension btree_gist;
                create schema other; create temporary table gone (id int);
                create domain price as numeric; create type colour as enum ('red'); create type pair as (a price, b colour);
                create table author (id serial primary key, favourite pair, colour colour);
                create table book (id bigint generated always as identity, author_id int references author, at date)
                    partition by range (at);
                create table other.book_2026 partition of book for values from ('2026-01-01') to ('2027-01-01');
                create view books as select * from book; create materialized view authors as select id from author;
                create function count_books() returns bigint language sql as 'select count(*) from book';
                create sequence number owned by author.id; comment on table book is 'Book'""");
        first.close();

        TestDatabase second = lent();

        assertThat(oid(second)).isEqualTo(oid);
        assertThat(second.url()).isNotEqualTo(first.url());
        assertThat(second.jdbc()
                        .queryForList("select relname from pg_class where oid >= 16384 order by 1", String.class))
                .isEmpty();
        second.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter database NAME set work_mem = '8MB'",
                "comment on database NAME is 'Test'",
                "alter database NAME connection limit 5",
                "comment on schema public is 'Test'",
                "grant create on schema public to public",
                "drop schema public cascade",
                "alter default privileges grant select on tables to public",
                "create publication everything",
                "select lo_create(0)",
                "create collation public.plain from \"C\"",
                "comment on function pg_catalog.now() is 'Test'",
                "drop extension plpgsql"
            })
    void areDroppedIfSomethingElseWasChanged(String statement) {
        TestDatabase first = lent();
        String oid = oid(first);
        String name = first.jdbc().queryForObject("select current_database()", String.class);
        first.jdbc().execute(statement.replace("NAME", name));
        first.close();

        TestDatabase second = lent();

        assertThat(second.jdbc().queryForList("select oid::text from pg_database", String.class))
                .doesNotContain(oid)
                .contains(oid(second));
        second.close();
    }

    private TestDatabase lent() {
        return this.servers.lend(DatabaseProduct.POSTGRESQL);
    }

    private static String oid(TestDatabase database) {
        return database.jdbc()
                .queryForObject("select oid::text from pg_database where datname = current_database()", String.class);
    }
}
