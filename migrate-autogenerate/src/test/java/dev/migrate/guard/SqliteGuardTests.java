package dev.migrate.guard;

import dev.migrate.sql.SqliteLexer;
import java.util.List;

class SqliteGuardTests extends StatementGuardContract {

    SqliteGuardTests() {
        super(new SqliteLexer(), new SqliteGuard(new SqliteLexer()));
    }

    @Override
    List<String> reaching() {
        return List.of(
                "database | \uFEFFattach 'x' as y",
                "files | pragma 'temp_store_directory' = '/x'",
                "database | attach 'x.db' as x",
                "database | ATTACH DATABASE 'x.db' AS x",
                "database | detach x",
                "files | vacuum into 'x.db'",
                "files | vacuum main into 'x.db'",
                "files | select load_extension('x')",
                "files | select \"load_extension\"('x')",
                "files | select [load_extension] ('x')",
                "files | insert into t select writefile('x', 'y')",
                "files | create view v as select readfile('x')",
                "files | create trigger x after insert on t begin select load_extension('x'); end",
                "files | create virtual table v using csv(filename = 'x.csv')",
                "files | create virtual table temp.v using zipfile('x.zip')",
                "files | pragma temp_store_directory = '/x'");
    }

    @Override
    List<String> confined() {
        return List.of(
                "vacuum",
                "pragma foreign_keys = on",
                "create virtual table v using fts5(a, b)",
                "create virtual table v using rtree(id, a, b)",
                "create table attach_log (\"load_extension\" int)",
                "create trigger x after insert on t begin update t set a = 1; end");
    }

    @Override
    List<String> scripts() {
        return List.of("create table t (id int); attach 'x' as y");
    }
}
