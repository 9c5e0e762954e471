package dev.migrate;

import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RepairRequest;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A row of the table of {@code docs/reference/first-contact.md}.
 *
 * @param name the state of the database
 * @param preparation brings a database into this state
 * @param upgrade the steps of an upgrade to the head, or the code of its refusal
 * @param downgrade the steps of a downgrade to base, or the code of its refusal
 * @param stamp the code of the refusal of a stamp; empty if it is permitted
 * @param named the texts that a refusal must contain
 */
record FirstContactFinding(
        String name, Preparation preparation, String upgrade, String downgrade, String stamp, String... named) {

    /** Prepares a database. */
    @FunctionalInterface
    interface Preparation {

        void of(FirstContactContract test);
    }

    @Override
    public String toString() {
        return this.name;
    }

    /** Returns all rows of the table. */
    static Stream<FirstContactFinding> all() {
        String nonEmpty = "non-empty-schema";
        String lost = "record-lost";
        return Stream.of(
                new FirstContactFinding("nothing", (test) -> {}, "a1 b2", "", ""),
                new FirstContactFinding(
                        "our record", (test) -> test.engine().upgrade(MigrationRequest.to("a1")), "b2", "a1", ""),
                new FirstContactFinding(
                        "the record of another application",
                        (test) -> test.otherApplication().upgrade(MigrationRequest.to("head")),
                        "another-application",
                        "another-application",
                        "another-application",
                        "'A1', 'a1x', 'z9'"),
                new FirstContactFinding(
                        "another application that failed in its first revision",
                        (test) -> test.failOtherApplication(),
                        "another-application",
                        "another-application",
                        "another-application",
                        "its revision is not among these scripts: 'o1'"),
                new FirstContactFinding(
                        "the history of Flyway",
                        (test) -> test.execute(FirstContactContract.FLYWAY.formatted("flyway_schema_history")),
                        nonEmpty,
                        nonEmpty,
                        "",
                        "'flyway_schema_history' (history of Flyway)",
                        "If Flyway also runs"),
                new FirstContactFinding(
                        "the history of Flyway under another name",
                        (test) -> test.execute(FirstContactContract.FLYWAY.formatted("shop_versions")),
                        nonEmpty,
                        nonEmpty,
                        "",
                        "'shop_versions' (history of Flyway)"),
                new FirstContactFinding(
                        "the history of Liquibase",
                        (test) -> test.execute(FirstContactContract.LIQUIBASE),
                        nonEmpty,
                        nonEmpty,
                        "",
                        "(history of Liquibase)"),
                new FirstContactFinding(
                        "the history of Alembic",
                        (test) -> test.execute("create table alembic_version (version_num varchar(32) not null)"),
                        nonEmpty,
                        nonEmpty,
                        "",
                        "'alembic_version' (history of Alembic)"),
                new FirstContactFinding(
                        "tables of unknown origin",
                        (test) -> IntStream.range(10, 23)
                                .forEach((n) -> test.execute("create table s" + n + " (id int)")),
                        nonEmpty,
                        nonEmpty,
                        "",
                        "contains 13 tables: 's10'",
                        "'s19', and 3 more"),
                new FirstContactFinding(
                        "only tables that do not count",
                        (test) -> Stream.of(
                                        "SPRING_SESSION",
                                        "BATCH_JOB_INSTANCE",
                                        "BATCH_STEP_EXECUTION_SEQ",
                                        "INT_LOCK",
                                        "event_publication",
                                        "QRTZ_LOCKS",
                                        "shedlock",
                                        "spatial_ref_sys",
                                        "geometry_columns")
                                .forEach((name) -> test.execute("create table " + name + " (id int)")),
                        "a1 b2",
                        "",
                        ""),
                new FirstContactFinding(
                        "a view", (test) -> test.execute("create view v as select 1 as one"), "a1 b2", "", ""),
                new FirstContactFinding(
                        "our tables, made by ensure-version",
                        (test) -> test.engine().ensureVersion(),
                        "a1 b2",
                        "",
                        ""),
                new FirstContactFinding(
                        "our tables beside others",
                        (test) -> {
                            test.execute("create table account (id int)");
                            test.engine().ensureVersion();
                        },
                        nonEmpty,
                        nonEmpty,
                        "",
                        "'account'"),
                new FirstContactFinding(
                        "a record that was emptied",
                        (test) -> {
                            test.upgraded();
                            test.execute("delete from migrate_revision");
                        },
                        lost,
                        lost,
                        "",
                        "is empty",
                        "stamp b2"),
                new FirstContactFinding(
                        "a record that was dropped",
                        (test) -> {
                            test.upgraded();
                            test.execute("drop table migrate_revision");
                        },
                        lost,
                        lost,
                        "",
                        "does not exist",
                        "stamp b2"),
                new FirstContactFinding(
                        "a record that was lost after a downgrade",
                        (test) -> {
                            test.upgraded();
                            test.engine().downgrade(MigrationRequest.to("a1"));
                            test.execute("delete from migrate_revision");
                        },
                        lost,
                        lost,
                        "",
                        "stamp a1"),
                new FirstContactFinding(
                        "a record that was lost after a stamp",
                        (test) -> {
                            test.engine().stamp(FirstContactContract.stamp(false, "b2"));
                            test.execute("drop table migrate_revision");
                        },
                        lost,
                        lost,
                        "",
                        "stamp b2"),
                new FirstContactFinding(
                        "a record that was lost after a failure",
                        (test) -> {
                            test.upgraded();
                            test.execute(
                                    "insert into migrate_log (ended, action, revision, message, outcome, done_by, statements,"
                                            + " duration_ms) values ('2026-01-01T00:00:00Z', 'downgrade', 'b2', '', 'failed', 'x', 0, 0)");
                            test.execute("delete from migrate_revision");
                        },
                        lost,
                        lost,
                        "",
                        "stamp b2"),
                new FirstContactFinding(
                        "a database after downgrade base",
                        (test) -> {
                            test.upgraded();
                            test.execute("create table left_over (id int)");
                            test.engine().downgrade(MigrationRequest.to("base"));
                        },
                        "a1 b2",
                        "",
                        ""),
                new FirstContactFinding(
                        "a database after stamp base",
                        (test) -> {
                            test.upgraded();
                            test.engine().stamp(FirstContactContract.stamp(false, "base"));
                        },
                        nonEmpty,
                        nonEmpty,
                        "",
                        "contains 2 tables: 't_a1', 't_b2'"),
                new FirstContactFinding(
                        "a database after stamp base --purge",
                        (test) -> {
                            test.upgraded();
                            test.engine().stamp(FirstContactContract.stamp(true, "base"));
                        },
                        nonEmpty,
                        nonEmpty,
                        "",
                        "contains 2 tables: 't_a1', 't_b2'"),
                new FirstContactFinding(
                        "a database after a repair that left nothing",
                        (test) -> {
                            test.interruptDowngrade("a1", "");
                            test.execute("create table left_over (id int)");
                            test.repair("a1", RepairRequest.Verdict.NOT_APPLIED);
                        },
                        "a1 b2",
                        "",
                        ""),
                new FirstContactFinding(
                        "a record that was lost after a repair that left something",
                        (test) -> {
                            test.interruptDowngrade("b2", "-- Revises: a1");
                            test.repair("b2", RepairRequest.Verdict.NOT_APPLIED);
                            test.execute("delete from migrate_revision");
                        },
                        lost,
                        lost,
                        "",
                        "most recently 'a1'"),
                new FirstContactFinding(
                        "a record that was lost after a repair of a revision that is applied",
                        (test) -> {
                            test.interruptDowngrade("b2", "-- Revises: a1");
                            test.repair("b2", RepairRequest.Verdict.APPLIED);
                            test.execute("delete from migrate_revision");
                        },
                        lost,
                        lost,
                        "",
                        "most recently 'b2'"),
                new FirstContactFinding(
                        "another record in the same schema",
                        (test) -> test.otherApplication("other_").upgrade(MigrationRequest.to("z9")),
                        nonEmpty,
                        nonEmpty,
                        "",
                        "contains 4 tables: 'other_revision' (record of another application of Migrate, table prefix 'other_')"),
                new FirstContactFinding(
                        "our record under another prefix",
                        (test) -> test.scriptFixture
                                .engine(
                                        test.database.dataSource(),
                                        test.settings().tablePrefix("old_").build())
                                .upgrade(MigrationRequest.to("head")),
                        "record-elsewhere",
                        "record-elsewhere",
                        "record-elsewhere",
                        "migrate.table-prefix=old_"),
                new FirstContactFinding(
                        "our record under another name, without a log",
                        (test) -> {
                            test.upgraded();
                            test.execute("alter table migrate_revision rename to migrate_revision_old");
                            test.execute("drop table migrate_log");
                        },
                        "record-elsewhere",
                        "record-elsewhere",
                        "record-elsewhere",
                        "rename the table 'migrate_revision_old' to 'migrate_revision'"));
    }
}
