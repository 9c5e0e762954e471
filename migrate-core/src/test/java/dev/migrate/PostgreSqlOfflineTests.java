package dev.migrate;

import dev.migrate.engine.ClientScriptContract;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlOfflineTests extends ClientScriptContract {

    @Override
    public String product() {
        return "postgresql";
    }

    @Override
    public String bodies() {
        return """
                create table account (id bigint primary key, name text);
                create function shout() returns trigger language plpgsql as $body$
                begin
                  new.name := upper(new.name); -- it's loud
                  return new;
                end;
                $body$;
                create trigger account_shout before insert on account for each row execute function shout();
                create function doubled(n integer) returns integer language sql
                begin atomic
                  select case when n > 0 then n * 2 else 0 end;
                end;
                copy account (id, name) from stdin;
                1\tJane; Doe
                2\tZoë \\\\ O'Hara
                3\t\\N
                \\.
                insert into account values (doubled(2), 'a\\nb'), (5, E'a\\nb');""";
    }

    @Override
    public String withoutBodies() {
        return "drop table account;\ndrop function shout;\ndrop function doubled;";
    }

    @Override
    public String alone() {
        return "create index concurrently account_name on account (name);";
    }

    @Override
    public String notAlone() {
        return "drop index concurrently account_name;";
    }

    @Override
    public String sets() {
        return """
                SELECT pg_catalog.set_config('search_path', '', false);
                create schema x;
                set search_path to x, public;
                set row_security to off;
                set session_replication_role to replica;
                create temporary table aside (id int);
                prepare left_over as select 1;
                create table t_a1 (id int);""";
    }

    @Override
    public String dependsOnSession() {
        return """
                create temporary table aside as select current_setting('session_replication_role') as role;
                prepare left_over as select 2;
                create table t_b2 as select role from aside;""";
    }

    @Override
    public String picture() {
        return "select schemaname || '.' || tablename || (select role from public.t_b2) from pg_tables"
                + " where tablename like 't\\_%' order by 1";
    }
}
