package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.HistoryConflictException;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.sql.SQLException;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.H2)
class H2EngineTests extends EngineContract {

    private Server server;

    @Override
    boolean undoesDdl() {
        return false;
    }

    @Override
    String urlForSeveralProcesses() throws SQLException {
        this.database.jdbc().execute("select 1");
        this.server = Server.createTcpServer("-tcpPort", "0").start();
        String memory = this.database.url().substring("jdbc:h2:".length());
        return "jdbc:h2:tcp://localhost:%d/%s".formatted(this.server.getPort(), memory);
    }

    @AfterEach
    void stopServer() {
        if (this.server != null) {
            this.server.stop();
        }
    }

    @Test
    void runsAliasesInDollarQuotes() {
        this.scriptFixture.script("a1", "", """
                create alias twice as $$ int twice(int n) { int m = n; return m * 2; } $$; // it's doubled
                create table number (id int primary key);
                insert into number values (twice(21));""", "drop table number;\ndrop alias twice;");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(this.database.jdbc().queryForObject("select id from number", Integer.class))
                .isEqualTo(42);
    }

    @Test
    void expiredLeaseIsTakenOver() {
        this.scriptFixture.table("a1", "");
        engine().upgrade(MigrationRequest.to("head"));
        this.database
                .jdbc()
                .update("update migrate_lock set owner = 'gone', holder = 'app@gone', pid = 1, since ="
                        + " '2026-01-01T00:00:00Z', expires = 1");
        assertThat(engine().status().lock()).isNull();
        this.scriptFixture.table("b2", "-- Revises: a1");
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps())
                .extracting(StepReport::revision)
                .containsExactly("b2");
    }

    @Test
    void formerHolderKeepsTheLeaseOfTheNext() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        MigrateListener asleep = new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                if (number == 2) {
                    H2EngineTests.this.database.jdbc().update("update migrate_lock set expires = 1");
                    engine().upgrade(MigrationRequest.to("head"));
                }
            }
        };
        assertThatExceptionOfType(HistoryConflictException.class)
                .isThrownBy(() -> this.scriptFixture
                        .engine(this.database.dataSource(), this.scriptFixture.settings(), asleep)
                        .upgrade(MigrationRequest.to("head")));
        assertThat(engine().status().current()).containsExactly("b2");
        assertThat(engine().status().upToDate()).isTrue();
    }

    @Test
    void formerHolderRecordsNothing() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        MigrateListener robbed = new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                if (number == 2) {
                    H2EngineTests.this.database.jdbc().update("update migrate_lock set owner = 'thief'");
                }
            }
        };
        assertThatExceptionOfType(HistoryConflictException.class)
                .isThrownBy(() -> this.scriptFixture
                        .engine(this.database.dataSource(), this.scriptFixture.settings(), robbed)
                        .upgrade(MigrationRequest.to("head")));
        assertThat(tables("t_b2")).isZero();
    }
}
