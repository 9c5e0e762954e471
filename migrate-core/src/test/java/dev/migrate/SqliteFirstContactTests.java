package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Also where names without a schema lead to another database of the session. */
@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteFirstContactTests extends FirstContactContract {

    @Test
    void ignoresRecordOfAttachedOrTemporaryDatabase() throws SQLException {
        try (TestDatabase attached = this.database.another()) {
            this.scriptFixture.engine(attached).upgrade(MigrationRequest.to("head"));
            String file = attached.url().substring("jdbc:sqlite:".length());
            try (Connection connection = this.database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                MigrationEngine engine = this.scriptFixture.engine(
                        new SingleConnectionDataSource(connection, true), this.scriptFixture.settings());
                for (String setting : List.of(
                        "attach '%s' as other".formatted(file),
                        "create temporary table migrate_revision as select * from other.migrate_revision")) {
                    statement.execute(setting);
                    assertThat(engine.current().pending()).isEqualTo(2);
                    assertThat(engine.downgrade(MigrationRequest.to("base")).steps())
                            .isEmpty();
                    assertThat(tables()).isEmpty();
                }
                assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).hasSize(2);
                assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).isEmpty();
            }
            assertThat(tables()).contains("t_a1", "t_b2", "migrate_revision");
        }
    }
}
