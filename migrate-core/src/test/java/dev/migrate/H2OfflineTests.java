package dev.migrate;

import dev.migrate.engine.ClientScriptContract;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;

@DatabaseTest(DatabaseProduct.H2)
class H2OfflineTests extends ClientScriptContract {

    @Override
    public String product() {
        return "h2";
    }

    /** The client runs in another process, so the database cannot be in memory. */
    @Override
    public TestDatabase reachable(TestDatabase empty) {
        return TestDatabase.inFile(this.folder.resolveSibling("database"));
    }

    /** An open file excludes the client, so only the row of the lock shows that it is held. */
    @Override
    public void whileLocked(ThrowingRunnable work) throws Exception {
        this.database.jdbc().update("""
                merge into migrate_lock (name, owner, holder, pid, since, expires) key (name)
                values ('migrate', 'token', 'app@host', 1, '2026-01-01T00:00:00Z', 9000000000000000)""");
        work.run();
        this.database.jdbc().update("update migrate_lock set owner = null, expires = 0");
    }

    @Override
    public String bodies() {
        return """
                create table account (id bigint primary key, name varchar(50));
                create alias twice as $$ int twice(int n) { int m = n; return m * 2; } $$; // it's doubled
                insert into account values (twice(1), 'jane; doe'), (5, 'zoë \\ o''hara'), (7, null);""";
    }

    @Override
    public String withoutBodies() {
        return "drop table account;\ndrop alias twice;";
    }

    @Override
    public String sets() {
        return """
                create schema x;
                set schema x;
                set @left_over = 1;
                set time zone '+7';
                create local temporary table aside (id int);
                create table t_a1 (id int);""";
    }

    @Override
    public String dependsOnSession() {
        return """
                create local temporary table aside (id int);
                create table t_b2 (line varchar(200));
                insert into t_b2 values (schema() || coalesce(@left_over, 'none')
                  || (select setting_value = 'GMT+07:00' from information_schema.settings where setting_name = 'TIME ZONE'));""";
    }

    @Override
    public String picture() {
        return "select table_schema || '.' || table_name || (select line from public.t_b2)"
                + " from information_schema.tables where table_name like 'T\\_%' order by 1";
    }
}
