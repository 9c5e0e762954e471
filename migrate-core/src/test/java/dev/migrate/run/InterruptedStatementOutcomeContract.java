package dev.migrate.run;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Decides from two catalog snapshots whether a statement that was interrupted between them took effect. */
abstract class InterruptedStatementOutcomeContract {

    /** The schema in which each statement runs. */
    static final List<String> SCHEMA = List.of(
            "create table parent (id int not null primary key, name varchar(20))",
            """
            create table item (id int not null, parent_id int, name varchar(20) not null, visits int default 0,
              note varchar(10), spare int,
              constraint item_parent foreign key (parent_id) references parent (id),
              constraint item_unique unique (name, visits),
              constraint item_check check (visits >= 0))""",
            "create table other (id int not null primary key, name varchar(20))",
            "create index item_old on item (visits)",
            "create view visitor as select name from item");

    /** Statements whose effect the catalog shows. */
    List<String> provable() {
        return List.of(
                "create table made (id int primary key, item_id int, name varchar(20) unique)",
                "create table if not exists made (id int)",
                "create table \"Made\" (id int)".replace('"', quote()),
                "drop table other",
                "drop table if exists other, gone",
                "alter table item add column mail varchar(80)",
                "alter table item add mail varchar(80) not null",
                "alter table item add column if not exists mail varchar(80)",
                "alter table item drop column note",
                "alter table item drop column if exists note",
                "alter table item rename column name to title",
                "alter table item rename to thing",
                "alter table item alter column visits set default 7",
                "alter table item add constraint item_key primary key (id)",
                "alter table item add primary key (id)",
                "alter table other drop primary key",
                "alter table item add constraint item_two check (id > 0)",
                "alter table item add check (id > 0)",
                "alter table item add constraint item_other foreign key (id) references other (id)",
                "alter table item add foreign key (id) references other (id)",
                "alter table item add constraint item_id unique (id)",
                "alter table item add unique (id)",
                "alter table item drop constraint item_unique",
                "alter table item drop constraint item_check",
                "alter table item drop constraint item_parent",
                "create index item_new on item (id, name)",
                "create index if not exists item_new on item (parent_id)",
                "create unique index item_new on item (id)",
                "create view seen as select visits from item",
                "create or replace view visitor as select visits from item",
                "drop view visitor",
                "create sequence counter start with 5");
    }

    /** A statement of another session, and a statement that was not run. */
    List<List<String>> foreign() {
        return List.of(
                List.of("alter table item add column mine int", "alter table item add column mail varchar(80)"),
                List.of("create index item_theirs on item (parent_id)", "alter table item add column mail varchar(80)"),
                List.of("alter table item drop column spare", "alter table item drop column note"),
                List.of("alter table item drop column spare", "create index item_new on item (id)"),
                List.of("create index item_theirs on item (id)", "create index item_new on item (id)"),
                List.of("alter table item add column mine int", "alter table item drop constraint item_check"),
                List.of("alter table item add column mine int", "alter table item alter column visits set default 7"),
                List.of("alter table item add constraint mine check (id > 0)", "alter table item add primary key (id)"),
                List.of("alter table other add column mine int", "drop table other"),
                List.of("alter table item add column mine int", "alter table item rename to thing"),
                List.of("create table thing (id int)", "alter table item rename to thing"),
                List.of(
                        "alter table parent add column mine int",
                        "alter table item add foreign key (id) references parent (id)"),
                List.of("alter table item add unique (name)", "alter table item add unique (id)"),
                List.of("alter table item add constraint mine unique (id, name)", "alter table item add unique (id)"),
                List.of("alter table item add primary key (name)", "alter table item add primary key (id)"),
                List.of("alter table item add check (id > 1)", "alter table item add check (id > 0)"),
                List.of(
                        "alter table item add foreign key (spare) references other (id)",
                        "alter table item add foreign key (id) references other (id)"),
                List.of(
                        "alter table item add foreign key (id) references parent (id)",
                        "alter table item add foreign key (id) references other (id)"));
    }

    /** A statement of another session in schema {@code elsewhere}, and the same statement, not run, in the current one. */
    List<List<String>> foreignElsewhere() {
        return List.of(
                List.of("create table elsewhere.made (id int)", "create table made (id int)"),
                List.of("drop table elsewhere.other", "drop table other"),
                List.of("drop table elsewhere.other", "drop table if exists other"),
                List.of("alter table elsewhere.other add column mine int", "alter table other add column mine int"),
                List.of("alter table elsewhere.other drop column name", "alter table other drop column name"),
                List.of("create index other_name on elsewhere.other (name)", "create index other_name on other (name)"),
                List.of("alter table elsewhere.other add unique (name)", "alter table other add unique (name)"),
                List.of("create view elsewhere.seen as select 1 as one", "create view seen as select 1 as one"),
                List.of("alter table elsewhere.other rename to elsewhere.made", "alter table other rename to made"));
    }

    abstract char quote();

    @Test
    void recognizesStatementsThatTookEffect(TestDatabase server) throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (String sql : provable()) {
            try (TestDatabase database = server.another()) {
                softly.assertThat(proved(database, sql, sql)).as(sql).isEqualTo(InterruptedStatementOutcome.DONE);
            }
        }
        softly.assertAll();
    }

    @Test
    void recognizesStatementsWithoutEffect(TestDatabase server) throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (TestDatabase database = server.another()) {
            SCHEMA.forEach(database.jdbc()::execute);
            for (String sql : provable()) {
                softly.assertThat(proof(database, sql, null)).as(sql).isEqualTo(InterruptedStatementOutcome.NOT_DONE);
            }
        }
        softly.assertAll();
    }

    @Test
    void doesNotAttributeOtherChangesToTheStatement(TestDatabase server) throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (List<String> pair : foreign()) {
            try (TestDatabase database = server.another()) {
                softly.assertThat(proved(database, pair.get(1), pair.get(0)))
                        .as("%s, while somebody else: %s", pair.get(1), pair.get(0))
                        .isEqualTo(InterruptedStatementOutcome.UNKNOWN);
            }
        }
        softly.assertAll();
    }

    @Test
    void ignoresOtherSchemas(TestDatabase server) throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (List<String> pair : foreignElsewhere()) {
            try (TestDatabase database = server.another();
                    Elsewhere elsewhere = elsewhere(database)) {
                database.jdbc()
                        .execute("create table %s.other (id int, name varchar(20))".formatted(elsewhere.schema()));
                String run = pair.get(0).replace("elsewhere", elsewhere.schema());
                String sql = pair.get(1) + " /* not " + elsewhere.schema() + " */";
                softly.assertThat(proved(database, sql, run))
                        .as("%s, while somebody else: %s", sql, run)
                        .isEqualTo(InterruptedStatementOutcome.UNKNOWN);
            }
        }
        softly.assertAll();
    }

    abstract Elsewhere elsewhere(TestDatabase database);

    /** Another schema that the session can name. */
    record Elsewhere(String schema, Runnable removal) implements AutoCloseable {

        @Override
        public void close() {
            this.removal.run();
        }
    }

    private static InterruptedStatementOutcome proved(TestDatabase database, String sql, String run)
            throws SQLException {
        SCHEMA.forEach(database.jdbc()::execute);
        return proof(database, sql, run);
    }

    private static InterruptedStatementOutcome proof(TestDatabase database, String sql, @Nullable String run)
            throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            Statement statement = read(dialect, sql);
            String noted = dialect.snapshot(connection, statement)
                    .map(CatalogSnapshot::text)
                    .orElse(null);
            if (run != null) {
                database.jdbc().execute(run);
            }
            return InterruptedStatementOutcome.of(dialect, connection, statement, noted);
        }
    }

    static Statement read(Dialect dialect, String sql) {
        try (Statements statements = dialect.lexer().statements(new StringReader(sql), new Location("test", 1))) {
            return statements.next().orElseThrow();
        }
    }

    static <T> List<T> and(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
