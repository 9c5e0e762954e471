package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.migrate.autogenerate.Proposal.Verification;
import dev.migrate.error.AutogenerateException;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlSurroundingsTests extends SurroundingsContract {

    @Test
    void usesTypesAndRoutinesOfAnotherSchema() {
        run(
                "create domain other.email as varchar(100) check (value like '%@%')",
                "create type other.state as enum ('NEW', 'DONE')",
                "create sequence other.numbers",
                "create function other.initial() returns integer language sql as 'select 7'");
        String wanted = """
                create table member (id bigint not null primary key default nextval('other.numbers'), mail other.email,
                  states other.state[], rank integer default other.initial())""";

        Proposal proposal = propose(Set.of(), wanted);

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        apply(proposal.upgrade());
        assertThat(compare(Set.of(), wanted).differences()).isEmpty();
        assertThat(propose(Set.of(), wanted.replace("rank integer", "rank bigint"))
                        .verification())
                .isEqualTo(Verification.SUCCEEDED);
        Proposal leaves = propose(Set.of(), "create table member (id bigint not null primary key)");
        assertThat(leaves.verification()).isEqualTo(Verification.SUCCEEDED);
    }

    @Test
    void usesCollationsAndRangeTypesThatAreNotCompared() {
        run(
                "create collation exact (provider = libc, locale = 'C')",
                "create collation other.exact (provider = libc, locale = 'C')",
                "create type speed as range (subtype = float8)",
                "create type unused as range (subtype = float8)");
        String wanted = """
                create table car (id bigint not null primary key, name varchar(20) collate exact,
                  code varchar(20) collate other.exact, allowed speed, limits speed_multirange)""";
        run(wanted);

        Proposal proposal = ofTables(wanted.replace("id bigint", "wheels integer, id bigint"))
                .propose(List.of());

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        assertThat(proposal.upgrade()).isEqualToIgnoringWhitespace("ALTER TABLE car ADD COLUMN wheels INTEGER;");
    }

    @Test
    void verifiesRowsWithTheExtensionThatAFunctionUses() {
        run(
                "create extension if not exists pgcrypto",
                "create function code() returns text language plpgsql"
                        + " as $$ begin return encode(gen_random_bytes(4), 'hex'); end $$",
                "create table item (id bigint not null primary key, name varchar(9))");

        Proposal proposal = ofTables(
                        "create table item (id bigint not null primary key, name varchar(20), code text default code() not null)")
                .propose(List.of());

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        assertThat(proposal.warnings()).isEmpty();
    }

    @Test
    void createsAFunctionBeforeADomainWhoseCheckCallsIt() {
        run(
                "create function filled(text) returns boolean language sql immutable as 'select $1 <> $$$$'",
                "create domain name as text check (filled(value))");
        String wanted = "create table person (id bigint not null primary key, name name)";
        run(wanted);

        Proposal proposal = ofTables(wanted.replace("bigint", "integer")).propose(List.of());

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
    }

    @Test
    void usesTypesThatTheModelsCannotDefine() {
        run(
                "create domain email as varchar(100) check (value like '%@%')",
                "create type mood as enum ('SAD', 'HAPPY')",
                "create type unused as enum ('A')",
                "create function initial() returns integer language sql as 'select 7'");
        String wanted = "create table person (id bigint not null primary key, mail email, mood mood default 'SAD',"
                + " rank integer default initial())";

        Proposal proposal = ofTables(wanted).propose(List.of());

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        assertThat(proposal.upgrade()).contains("DROP TYPE unused").doesNotContain("CREATE TYPE", "DROP TYPE mood");
        apply(proposal.upgrade());
        assertThat(ofTables(wanted).compare().differences()).isEmpty();
        assertThat(ofTables(wanted.replace("rank integer", "rank bigint"))
                        .propose(List.of())
                        .verification())
                .isEqualTo(Verification.SUCCEEDED);
    }

    @Test
    void refusesToChangeATypeUnderAnExcludedView() {
        run("create table customer (name text)", "create materialized view names as select name from customer");

        Proposal proposal = propose(Set.of("names"), "create table customer (name varchar(500))");

        assertThat(proposal.verification().failure()).contains("'names', which is not compared, uses what changes.");
    }

    @Test
    void keepsPrivilegesOptionsAndRulesOfARecreatedView() {
        String role = "migrate_reader";
        run("do $$ begin create role migrate_reader; exception when duplicate_object then null; end $$");
        String table = "create table customer (id bigint not null primary key, name varchar(100), fax varchar(30))";
        String view =
                "create view names with (security_barrier) as select id, name from customer where id > 0 with check option";
        String rule = "create rule kept as on delete to names do instead nothing";
        String function = "create function note() returns trigger language plpgsql as 'begin return new; end'";
        String trigger = "create trigger noted instead of update on names for each row execute function note()";
        run(
                table,
                view,
                rule,
                function,
                trigger,
                "comment on view names is 'all'",
                "grant select on names to migrate_reader with grant option",
                "grant update (name) on names to public",
                "grant all on customer to migrate_reader");
        try {
            List<String> before = privileges();
            Proposal proposal = propose(
                    Set.of(),
                    table.replace("name varchar(100)", "name varchar(150)"),
                    view,
                    rule,
                    function,
                    trigger,
                    "comment on view names is 'all'");

            assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
            apply(proposal.upgrade());
            assertThat(privileges()).isEqualTo(before).hasSize(2);
            apply(proposal.downgrade());
            assertThat(privileges()).isEqualTo(before);
            assertThat(propose(Set.of()).downgrade())
                    .contains("customer is created without its privileges", "ON customer TO migrate_reader");
        } finally {
            run("drop owned by " + role, "drop role " + role);
        }
    }

    @Test
    void keepsPrivilegesOfARecreatedFunction() {
        run("do $$ begin create role migrate_caller; exception when duplicate_object then null; end $$");
        String function = "create function total(a integer) returns integer language sql as 'select 1'";
        run(
                function,
                "revoke execute on function total(integer) from public",
                "grant execute on function total(integer) to migrate_caller",
                "alter function total(integer) owner to migrate_caller");
        try {
            Proposal proposal = propose(Set.of(), function.replace("returns integer", "returns bigint"));

            assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
            assertThat(proposal.upgrade())
                    .contains("REVOKE EXECUTE ON FUNCTION total(integer) FROM PUBLIC")
                    .contains("no longer to 'migrate_caller'");
        } finally {
            run("drop owned by migrate_caller", "drop role migrate_caller");
        }
    }

    private List<String> privileges() {
        return database().jdbc().queryForList("""
                        select relacl::text from pg_class where relname = 'names' union all
            select attacl::text from pg_attribute where attrelid = 'names'::regclass and attacl is not null\
            """, String.class);
    }

    @Test
    void keepsPrivilegesOfReplacedTypes() {
        run("do $$ begin create role migrate_judge; exception when duplicate_object then null; end $$");
        String type = "create type grade as enum ('LOW', 'HIGH', 'TOP')";
        String domain = "create domain marked as grade";
        String table = "create table test (id bigint primary key, grade grade, marked marked)";
        run(
                type,
                domain,
                table,
                "revoke usage on type grade from public",
                "grant usage on type grade to migrate_judge",
                "revoke usage on domain marked from public",
                "grant usage on domain marked to migrate_judge with grant option");
        try {
            Proposal proposal = propose(Set.of(), type.replace("'LOW', ", ""), domain, table);

            assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
            List<String> before = typePrivileges();
            apply(proposal.upgrade());
            assertThat(typePrivileges()).as(proposal.upgrade()).isEqualTo(before);
            apply(proposal.downgrade());
            assertThat(typePrivileges()).as(proposal.downgrade()).isEqualTo(before);

            run("alter type grade owner to migrate_judge");
            assertThat(propose(Set.of(), type.replace("'LOW', ", ""), domain, table)
                            .warnings())
                    .anySatisfy((warning) -> assertThat(warning.subject() + " " + warning.text())
                            .isEqualTo("grade is created again and then belongs to the user that runs the script,"
                                    + " no longer to 'migrate_judge'"));
        } finally {
            run("alter type grade owner to current_user", "drop owned by migrate_judge", "drop role migrate_judge");
        }
    }

    private List<String> typePrivileges() {
        return database()
                .jdbc()
                .queryForList(
                        "select typname || (select array_agg(one::text order by one::text) from unnest(typacl)"
                                + " one)::text from pg_type where typname in ('grade', 'marked') order by 1",
                        String.class);
    }

    @Test
    void warnsOfWhatTheServerDropsWithAColumn() {
        String table =
                "create table place (id bigint not null, city text not null, land text, constraint place_key unique (id, city))";
        run(
                table,
                "create statistics place_stats (ndistinct) on city, land from place",
                "create publication places for table place",
                "alter table place replica identity using index place_key");
        try {
            Proposal smaller = ofTables("create table place (id bigint not null, land text)")
                    .propose(List.of());

            assertThat(smaller.verification()).isEqualTo(Verification.SUCCEEDED);
            assertThat(smaller.upgrade())
                    .contains(
                            "place.city is dropped with the statistics place_stats; restore it with CREATE STATISTICS")
                    .contains(
                            "is dropped with its replica identity; restore it with ALTER TABLE place REPLICA IDENTITY");
            assertThat(ofTables().propose(List.of()).upgrade())
                    .contains("place is dropped with its membership in the publication places");
        } finally {
            run("drop publication places");
        }
    }

    @Test
    void warnsOfSettingsThatAChangedColumnLoses() {
        String table =
                "create table note (id bigint primary key, body varchar(90), size int generated always as (id + %s)"
                        + " stored)";
        run(
                table.formatted("1"),
                "alter table note alter body set storage external, alter body set statistics 300",
                "alter table note alter size set statistics 400, alter size set (n_distinct = 5)");

        Proposal proposal =
                ofTables(table.formatted("2").replace("varchar(90)", "text")).propose(List.of());

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        assertThat(proposal.upgrade())
                .contains("note.body loses its storage; restore it with ALTER TABLE note ALTER COLUMN body SET STORAGE"
                        + " EXTERNAL")
                .contains(
                        "note.size loses its statistics target; restore it with ALTER TABLE note ALTER COLUMN size SET"
                                + " STATISTICS 400")
                .contains("note.size loses its options; restore it with ALTER TABLE note ALTER COLUMN size SET"
                        + " (n_distinct=5)")
                .doesNotContain("STATISTICS 300");
        assertThat(ofTables("create table note (id bigint primary key)")
                        .propose(List.of())
                        .upgrade())
                .doesNotContain("loses its");
    }

    @Test
    void rejectsAChangeOfAColumnThatAPublicationUses() {
        assumeThat(database().jdbc().queryForObject("show server_version_num", Integer.class))
                .as("an older server has neither columns nor filters of members")
                .isGreaterThanOrEqualTo(150000);
        run(
                "create table spot (id bigint primary key, land text, \"City\" text)",
                "create publication spots for table spot (id, \"City\") where (id > 0)");
        try {
            for (String changed : List.of(
                    "create table spot (id bigint primary key, land text)",
                    "create table spot (id integer primary key, land text, \"City\" text)",
                    "create table spot (id bigint primary key, land text, \"City\" varchar(9))")) {
                assertThatExceptionOfType(AutogenerateException.class)
                        .as(changed)
                        .isThrownBy(() -> ofTables(changed).propose(List.of()))
                        .satisfies((failure) -> assertThat(failure.remedy())
                                .asString()
                                .startsWith("Run 'ALTER PUBLICATION spots DROP TABLE spot', then retry.")
                                .contains("'ALTER PUBLICATION spots ADD TABLE spot (id, \"City\") WHERE ((id > 0))'"));
            }

            AutogenerateContract.assertProved(ofTables("create table spot (id bigint primary key, \"City\" text)")
                    .propose(List.of()));
            assertThat(ofTables().propose(List.of()).upgrade())
                    .contains("restore it with ALTER PUBLICATION spots ADD TABLE spot (id, \"City\") WHERE ((id > 0))");
        } finally {
            run("drop publication spots");
        }
    }

    @Test
    void comparesOnlyTheParentOfPartitions() {
        String parent = "create table event (at date not null, place integer, note varchar(10))";
        run(
                parent + " partition by range (at)",
                "create index event_place on event (place)",
                "create table event_a partition of event for values from ('2026-01-01') to ('2026-02-01')",
                "create table event_b partition of event for values from ('2026-02-01') to ('2026-03-01') partition by list (place)",
                "create table event_b_1 partition of event_b for values in (1)",
                "create table event_rest partition of event default");

        String index = "create index event_place on event (place)";
        assertThat(ofTables(parent, index).compare().differences()).isEmpty();
        Proposal proposal = ofTables(
                        parent.replace("(10)", "(20)").replace("place integer", "place integer, more integer"), index)
                .propose(List.of());

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        assertThat(proposal.upgrade()).doesNotContain("event_a", "event_b", "event_rest");
    }
}
