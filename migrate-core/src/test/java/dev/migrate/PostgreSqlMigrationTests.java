package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlMigrationTests extends MigrationContract {

    @Override
    String product() {
        return "postgresql";
    }

    @Test
    void arraysDoNotExposeTheUnguardedConnection() {
        Greedy looking = new Greedy((connection) -> {
            Array made = connection.createArrayOf("int", new Object[] {1, 2});
            try (PreparedStatement statement = connection.prepareStatement("select ?::int[]")) {
                statement.setArray(1, made);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    Array array = rows.getArray(1);
                    assertThat((Object[]) array.getArray()).containsExactly(1, 2);
                    assertThat(array.getResultSet().getStatement().getConnection())
                            .isSameAs(connection);
                }
            }
        });
        engine(SHOP + "/first", looking).upgrade(MigrationRequest.to("head"));
    }

    @Test
    void codeCanUseFeaturesOfTheDriver() {
        Greedy copying = new Greedy((connection) -> {
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy customer (id, full_name) from stdin", new StringReader("77\tx\n"));
            } catch (IOException failure) {
                throw new SQLException(failure);
            }
        });
        engine(SHOP + "/first", copying).upgrade(MigrationRequest.to("head"));
        assertThat(numbers("select count(*) from customer where id = 77")).containsExactly(1);
    }
}
