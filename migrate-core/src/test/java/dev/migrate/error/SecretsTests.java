package dev.migrate.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop?user=app&password=hunter2",
                "jdbc:postgresql://db/shop?password=hunter2&sslpassword=hunter2",
                "jdbc:postgresql://app:hunter2@db:5432/shop",
                "jdbc:mariadb://db/shop?keyPassword=hunter2&trustStorePassword=hunter2",
                "jdbc:mysql://app:hunter2@db/shop",
                "The connection attempt failed. (app:hunter2@127.0.0.1)",
                "jdbc:mysql://address=(host=db)(user=app,password=hunter2)/shop",
                "jdbc:h2:mem:shop;USER=sa;PASSWORD=hunter2",
                "No driver for 'jdbc:x://db?Password=hunter2'.",
                "jdbc:sqlserver://db;accessToken=hunter2;clientSecret=hunter2"
            })
    void masksSecretsInMessagesAndCauses(String text) {
        SQLException driver = new SQLException("Cannot connect to " + text, "08001", 7, new Exception(text));
        DatabaseException told = new DatabaseException(ErrorCode.DATABASE_UNREACHABLE, text, "Check it.", driver);
        StringWriter trace = new StringWriter();
        told.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("***").doesNotContain("hunter2");
        assertThat(told.getCause()).isInstanceOfSatisfying(SQLException.class, (cause) -> {
            assertThat(cause.getSQLState()).isEqualTo("08001");
            assertThat(cause.getErrorCode()).isEqualTo(7);
            assertThat(cause.getStackTrace()).isEqualTo(driver.getStackTrace());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db:5432/shop?user=app&sslmode=require",
                "syntax error at or near \"password\"",
                "Connection to 127.0.0.1:1 refused.",
                "Revision 'a@b' is not on the branch 'c@d'.",
                "12:30:00 ERROR: x"
            })
    void keepsFailuresWithoutSecretsUnchanged(String text) {
        SQLException driver = new SQLException(text);
        DatabaseException told = new DatabaseException(ErrorCode.DATABASE_ERROR, text, text, driver);
        assertThat(told).hasMessage(text).hasCause(driver);
    }

    @Test
    void lineEscapesLineBreaks() {
        assertThat(OneLine.of("a\nb\r\u001b[2J\u2028c")).isEqualTo("a\\u000ab\\u000d\\u001b[2J\\u2028c");
        assertThat(OneLine.of("Jürgen 'x' \\ y")).isEqualTo("Jürgen 'x' \\ y");
        assertThat(OneLine.ofNullable(null)).isNull();
    }
}
