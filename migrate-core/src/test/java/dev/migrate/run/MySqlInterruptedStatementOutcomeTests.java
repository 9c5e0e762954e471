package dev.migrate.run;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.regex.Pattern;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlInterruptedStatementOutcomeTests extends MariaDbInterruptedStatementOutcomeTests {

    private static final Pattern ONLY_MARIADB = Pattern.compile("create (sequence|or replace definer|index if not)\\b.*"
            + "|alter\\b.*\\bcolumn if (not )?exists\\b.*|alter table item (change|rename) column (visits|id)\\b.*");

    @Override
    List<String> provable() {
        return and(
                super.provable().stream()
                        .filter((sql) -> !ONLY_MARIADB.matcher(sql).matches())
                        .toList(),
                List.of(
                        "create procedure visit() insert into other values (1)",
                        "create index item_new on item ((visits + 1), id desc)",
                        "alter table item alter index item_old invisible",
                        "alter table item alter check item_check not enforced",
                        "alter table item alter column note set invisible",
                        "alter table item add column mail varchar(80), algorithm=instant"));
    }

    @Override
    List<List<String>> foreign() {
        return super.foreign().stream()
                .map((pair) -> pair.stream()
                        .map((sql) -> sql.replace("add column if not exists name int", "add column mail varchar(80)"))
                        .toList())
                .toList();
    }
}
