package dev.migrate.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreachableDatabaseTests {

    @Test
    void namesTheUrlWithoutItsPassword() {
        DatabaseException failure = DatabaseException.unreachable(
                new SQLTransientConnectionException("Timed out", new SQLException("Connection refused", "08001")),
                "jdbc:postgresql://db/shop?user=app&password=hidden");
        assertThat(failure)
                .hasMessage(
                        "The database cannot be reached at 'jdbc:postgresql://db/shop?user=app&password=***': Timed out (Connection refused)");
        assertThat(failure.remedy().in(Wording.properties()))
                .isEqualTo("Check that the server runs, and check 'spring.datasource.url' (or 'migrate.url', if set).");
    }

    @ParameterizedTest
    @CsvSource({
        "28P01, 0, rejects the user or the password",
        "28000, 1045, rejects the user or the password",
        "3D000, 0, does not have this database",
        "42000, 1049, does not have this database",
        "08001, 0, Check that the server runs",
    })
    void distinguishesRejectionFromUnreachableServer(String state, int code, String remedy) {
        assertThat(DatabaseException.unreachable(
                                new SQLException("Timed out", new SQLException("refused", state, code)), null)
                        .remedy())
                .asString()
                .contains(remedy);
    }
}
