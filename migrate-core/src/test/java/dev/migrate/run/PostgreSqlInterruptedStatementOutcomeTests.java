package dev.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Statements that cannot run in a transaction, and the invalid indexes that they leave. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlInterruptedStatementOutcomeTests {

    private static final String UNIQUE = "create unique index concurrently item_name on item (name)";
    private static final Dialect POSTGRES = Dialects.named("postgresql");

    private TestDatabase database;

    @BeforeEach
    void createTableWithDuplicates(TestDatabase empty) {
        this.database = empty;
        run("create table item (id int primary key, name varchar(20), visits int)");
        run("insert into item values (1, 'same'), (2, 'same')");
    }

    @Test
    void verifiesConcurrentIndexes() throws Exception {
        run("create index item_id on item (id)");
        for (String sql : List.of(
                "create index concurrently item_visits on item (visits)",
                "create index concurrently if not exists item_more on only item (visits)",
                "create index concurrently on item (visits)",
                "drop index concurrently item_id",
                "drop index concurrently if exists public.item_more")) {
            String before = picture(sql);
            run(sql);
            assertThat(proof(sql, before)).as(sql).isEqualTo(InterruptedStatementOutcome.DONE);
        }
    }

    @Test
    void rebuildsOwnInvalidIndex() throws Exception {
        String before = picture(UNIQUE);
        refused(UNIQUE);
        assertThat(indexes()).contains("item_name");
        assertThat(proof(UNIQUE, before)).isEqualTo(InterruptedStatementOutcome.NOT_DONE);
        assertThat(indexes()).doesNotContain("item_name");
    }

    @Test
    void keepsForeignInvalidIndex() throws Exception {
        String sql = "create index concurrently item_visits on item (visits)";
        String before = picture(sql);
        refused(UNIQUE);
        assertThat(proof(sql, before)).isEqualTo(InterruptedStatementOutcome.UNKNOWN);
        assertThat(indexes()).contains("item_name");
        for (String rebuilding : List.of("reindex index concurrently item_pkey", "reindex table concurrently item")) {
            assertThat(proof(rebuilding, "")).as(rebuilding).isNotEqualTo(InterruptedStatementOutcome.NOT_DONE);
            assertThat(indexes()).as(rebuilding).contains("item_name");
        }
    }

    @Test
    void dropsTransientIndexOfRebuild() throws Exception {
        String sql = "reindex index concurrently item_pkey";
        String before = picture(sql);
        refused("create unique index concurrently item_pkey_ccnew on item (name)");
        assertThat(proof(sql, before)).isEqualTo(InterruptedStatementOutcome.NOT_DONE);
        assertThat(indexes()).containsExactly("item_pkey");
    }

    @Test
    void waitsForSessionThatBuildsIndex() throws Exception {
        String sql = "create index concurrently item_visits on item (visits)";
        String before = picture(sql);
        CompletableFuture<Void> building;
        try (Connection writing = this.database.dataSource().getConnection()) {
            writing.setAutoCommit(false);
            writing.createStatement().execute("update item set visits = 1");
            building = CompletableFuture.runAsync(() -> run(sql));
            for (int tries = 0; tries < 300 && !indexes().contains("item_visits"); tries++) {
                Thread.sleep(100);
            }
            assertThat(indexes()).contains("item_visits");
            assertThat(proof(sql, before)).isEqualTo(InterruptedStatementOutcome.IN_PROGRESS);
            try (Connection connection = this.database.dataSource().getConnection()) {
                assertThat(InterruptedStatementOutcome.workingSessions(
                                POSTGRES, connection, InterruptedStatementOutcomeContract.read(POSTGRES, sql), before))
                        .singleElement()
                        .asString()
                        .contains("with a lock that a build holds (ShareUpdateExclusiveLock")
                        .doesNotContain("create index")
                        .contains("process " + this.database.jdbc().queryForObject("""
                                select pid from pg_stat_activity
                                where datname = current_database() and query like 'create index%'""", String.class));
            }
            writing.rollback();
        }
        building.get(30, TimeUnit.SECONDS);
        assertThat(proof(sql, before)).isEqualTo(InterruptedStatementOutcome.DONE);
    }

    @Test
    void ignoresForeignIndex() throws Exception {
        run("create schema elsewhere");
        run("create table elsewhere.item (id int, visits int)");
        run("create index item_id on item (id)");
        run("create index item_id on elsewhere.item (id)");
        for (List<String> pair : List.of(
                List.of(
                        "create index t_x on elsewhere.item (visits)",
                        "create index concurrently t_x on item (visits)"),
                List.of("create index on elsewhere.item (visits)", "create index concurrently on item (visits)"),
                List.of("create index on item (name)", "create index concurrently on item (visits)"),
                List.of("create unique index on item (visits)", "create index concurrently on item (visits)"),
                List.of("drop index elsewhere.item_id", "drop index concurrently item_id"))) {
            String before = picture(pair.get(1));
            run(pair.get(0));
            assertThat(proof(pair.get(1), before)).as(pair.get(1)).isEqualTo(InterruptedStatementOutcome.UNKNOWN);
        }
    }

    @Test
    void resolvesNamesBySearchPath() throws Exception {
        String before = picture(UNIQUE);
        run("create schema elsewhere");
        run("alter role current_user in database %s set search_path = elsewhere, public"
                .formatted(this.database.jdbc().queryForObject("select current_database()", String.class)));
        String sql = "create index concurrently t_x on item (visits)";
        String there = picture(sql);
        run(sql);
        assertThat(proof(sql, there)).isEqualTo(InterruptedStatementOutcome.DONE);
        assertThat(proof(UNIQUE, before)).isEqualTo(InterruptedStatementOutcome.UNKNOWN);
    }

    @Test
    void verifiesDetachedPartition() throws Exception {
        run("create schema elsewhere");
        for (String schema : List.of("", "elsewhere.")) {
            run("create table %swhole (id int) partition by list (id)".formatted(schema));
            run("create table %1$spart partition of %1$swhole for values in (1)".formatted(schema));
        }
        String sql = "alter table whole detach partition part concurrently";
        String before = picture(sql);
        run("alter table elsewhere.whole detach partition elsewhere.part");
        assertThat(proof(sql, before)).isEqualTo(InterruptedStatementOutcome.UNKNOWN);
        before = picture(sql);
        run(sql);
        assertThat(proof(sql, before)).isEqualTo(InterruptedStatementOutcome.DONE);
    }

    private String picture(String sql) throws SQLException {
        try (Connection connection = this.database.dataSource().getConnection()) {
            return POSTGRES.snapshot(connection, InterruptedStatementOutcomeContract.read(POSTGRES, sql))
                    .map(CatalogSnapshot::text)
                    .orElseThrow();
        }
    }

    private InterruptedStatementOutcome proof(String sql, String before) throws SQLException {
        try (Connection connection = this.database.dataSource().getConnection()) {
            return InterruptedStatementOutcome.of(
                    POSTGRES, connection, InterruptedStatementOutcomeContract.read(POSTGRES, sql), before);
        }
    }

    private List<String> indexes() {
        return this.database
                .jdbc()
                .queryForList("select indexname from pg_indexes where tablename = 'item'", String.class);
    }

    private void run(String sql) {
        this.database.jdbc().execute(sql);
    }

    private void refused(String sql) {
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> run(sql));
    }
}
