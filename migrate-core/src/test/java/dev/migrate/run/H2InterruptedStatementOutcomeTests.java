package dev.migrate.run;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.List;

@DatabaseTest(DatabaseProduct.H2)
class H2InterruptedStatementOutcomeTests extends InterruptedStatementOutcomeContract {

    @Override
    List<String> provable() {
        return and(
                super.provable(),
                List.of(
                        "alter table item alter column visits rename to seen",
                        "alter table item alter column visits set data type bigint",
                        "alter table item alter column name varchar(90) not null",
                        "alter table item add (a int, b int)",
                        "alter table item drop column note, spare",
                        "alter table item rename constraint item_check to item_positive",
                        "alter index item_old rename to item_new",
                        "alter view visitor rename to guest",
                        "drop index item_old",
                        "drop index if exists item_old",
                        "comment on column item.name is 'Which'",
                        "comment on table public.item is 'Things'",
                        "create domain short as varchar(3)",
                        "create schema more",
                        "create alias twice for 'java.lang.Math.abs(int)'"));
    }

    @Override
    List<List<String>> foreign() {
        return and(
                super.foreign(),
                List.of(
                        List.of(
                                "alter table item alter column visits set data type bigint",
                                "alter table item alter column name set data type varchar(90)"),
                        List.of("comment on column item.name is 'Which'", "comment on table item is 'Things'")));
    }

    @Override
    Elsewhere elsewhere(TestDatabase database) {
        database.jdbc().execute("create schema elsewhere");
        return new Elsewhere("elsewhere", () -> {});
    }

    @Override
    List<List<String>> foreignElsewhere() {
        return super.foreignElsewhere().stream()
                .map((pair) -> List.of(pair.get(0).replace("rename to elsewhere.", "rename to "), pair.get(1)))
                .toList();
    }

    @Override
    char quote() {
        return '"';
    }
}
