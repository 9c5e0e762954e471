package dev.migrate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.StatementFailedException;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.sql.SQLException;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.H2)
class H2MigrationTests extends MigrationContract {

    @Override
    String product() {
        return "h2";
    }

    @Test
    void reportsTheFailureOfCodeWhoseConnectionIsLost() {
        Greedy losing = new Greedy((connection) -> {
            connection.setReadOnly(true);
            connection.unwrap(JdbcConnection.class).close();
            throw new SQLException("the failure of the code");
        });
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine(SHOP + "/first", losing).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("the failure of the code");
    }
}
