package dev.migrate.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresUrlTests {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://host:5432/app, jdbc:postgresql://host:5432/other",
        "jdbc:postgresql://host/app?sslmode=verify-full&currentSchema=a, jdbc:postgresql://host/other?sslmode=verify-full&currentSchema=a",
        "jdbc:postgresql://host/?user=u&password=p%2Fq, jdbc:postgresql://host/other?user=u&password=p%2Fq",
        "jdbc:postgresql://host, jdbc:postgresql://host/other",
        "jdbc:postgresql://[::1]:5433/app, jdbc:postgresql://[::1]:5433/other",
        "jdbc:postgresql:app, jdbc:postgresql:other",
        "jdbc:postgresql:///app?options=-c%20a%3D1, jdbc:postgresql:///other?options=-c%20a%3D1",
        "jdbc:postgresql://?service=app, jdbc:postgresql:///other?service=app",
        "jdbc:postgresql:///?cloudSqlInstance=a:b/c, jdbc:postgresql:///other?cloudSqlInstance=a:b/c"
    })
    void replacesTheDatabaseOnly(String url, String expected) throws SQLException {
        assertThat(PostgresUrl.of(url).withDatabase("other")).isEqualTo(expected);
    }

    @Test
    void selectsThePrimaryOfSeveralHosts() throws SQLException {
        assertThat(PostgresUrl.of("jdbc:postgresql://a:1,b:2/app?targetServerType=any&ssl=true")
                        .withDatabase("other"))
                .isEqualTo("jdbc:postgresql://a:1,b:2/other?targetServerType=any&ssl=true&targetServerType=primary");
        assertThat(PostgresUrl.of("jdbc:postgresql://a,b/app").withDatabase("other"))
                .isEqualTo("jdbc:postgresql://a,b/other?targetServerType=primary");
    }

    @Test
    void rejectsOtherUrlsWithoutTheirParameters() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> PostgresUrl.of("jdbc:other://host/app?password=secret"))
                .withMessageContaining("jdbc:other://host/app")
                .withMessageNotContaining("secret");
    }
}
