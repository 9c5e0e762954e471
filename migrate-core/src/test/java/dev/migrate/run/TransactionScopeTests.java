package dev.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import org.junit.jupiter.api.Test;

/** Chooses between one transaction for a revision and the journal. */
class TransactionScopeTests {

    private static final Dialect H2 = Dialects.named("h2");
    private static final Dialect POSTGRES = Dialects.named("postgresql");

    @Test
    void sharesTransactionIfDdlIsTransactional() {
        assertThat(scope(POSTGRES, "create table t (id int); insert into t values (1);", true))
                .isEqualTo(TransactionScope.REVISION);
    }

    @Test
    void sharesTransactionIfNoStatementEndsIt() {
        assertThat(scope(H2, "insert into t values (1); update t set id = 2;", true))
                .isEqualTo(TransactionScope.REVISION);
    }

    @Test
    void usesJournalIfStatementEndsTransaction() {
        assertThat(scope(H2, "insert into t values (1); create table u (id int);", true))
                .isEqualTo(TransactionScope.STATEMENT);
    }

    @Test
    void usesJournalIfScriptRequiresIt() {
        assertThat(scope(POSTGRES, "insert into t values (1);", false)).isEqualTo(TransactionScope.STATEMENT);
    }

    @Test
    void usesJournalIfTableIsNotTransactional() {
        StubSection section = new StubSection("insert into t values (1);", true, H2);
        assertThat(TransactionScope.of(section, H2, (statement) -> InterruptionEffect.PARTIAL))
                .isEqualTo(TransactionScope.STATEMENT);
    }

    private static TransactionScope scope(Dialect dialect, String sql, boolean transactional) {
        return TransactionScope.of(new StubSection(sql, transactional, dialect), dialect, dialect::effect);
    }
}
