package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;

class JdbcDriversTests {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://u:hunter2@db/x, org.postgresql.Driver, org.postgresql:postgresql",
        "jdbc:mariadb://db/x?password=hunter2, org.mariadb.jdbc.Driver, org.mariadb.jdbc:mariadb-java-client",
        "jdbc:mysql://db/x, com.mysql.cj.jdbc.Driver, com.mysql:mysql-connector-j",
        "jdbc:h2:mem:x, org.h2.Driver, com.h2database:h2",
        "jdbc:sqlite:x.db, org.sqlite.JDBC, org.xerial:sqlite-jdbc"
    })
    void reportsDependencyOfMissingDriver(String url, String className, String coordinates) {
        assertThat(failureOf("migrate.instances.people.", url, null, className))
                .isInstanceOfSatisfying(InvalidSettingsException.class, (failure) -> {
                    assertThat(failure.property()).isEqualTo("migrate.instances.people.url");
                    assertThat(failure.getMessage()).contains(className).doesNotContain("hunter2");
                    assertThat(failure.remedy().in(Wording.properties()))
                            .contains("'" + coordinates + "'")
                            .contains("'migrate.instances.people.url'");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:oracle:thin:@db:1521/x", "jdbc:sqlserver://db", "jdbc:db2://db/x", "jdbc:derby:x"})
    void listsSupportedProductsForAnother(String url) {
        assertThat(failureOf("migrate.", url, null, "none"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("does not support")
                .satisfies((failure) -> assertThat(
                                ((MigrateException) failure).remedy().in(Wording.properties()))
                        .isEqualTo("Use PostgreSQL, MariaDB, MySQL, H2, or SQLite."));
    }

    @Test
    void rejectsUrlWithoutDriver() {
        assertThat(failureOf("migrate.", "jdbc:nosuch:hunter2", null, "none"))
                .hasMessageContaining("'jdbc:nosuch:'")
                .hasMessageNotContaining("hunter2");
        assertThat(failureOf("migrate.", "postgresql://db", null, "none")).hasMessageContaining("'jdbc:'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.postgresql.Drivre", "java.lang.String"})
    void rejectsClassThatIsNotADriver(String className) {
        assertThat(failureOf("migrate.", "jdbc:postgresql://db/x", className, "none"))
                .isInstanceOfSatisfying(InvalidSettingsException.class, (failure) -> {
                    assertThat(failure.property()).isEqualTo("migrate.driver-class-name");
                    assertThat(failure.remedy().in(Wording.properties())).contains("'org.postgresql:postgresql'");
                });
    }

    @Test
    void rejectsDriverOfAnotherProduct() {
        assertThat(failureOf("migrate.", "jdbc:postgresql://db/x", "org.h2.Driver", "none"))
                .hasMessageContaining("does not accept 'jdbc:postgresql:'");
    }

    @Test
    void findsTheDriverThatTheUrlSelects() {
        assertThat(JdbcDrivers.require("migrate.", "jdbc:h2:mem:x", null)).isEqualTo("org.h2.Driver");
        assertThat(JdbcDrivers.require("migrate.", "jdbc:h2:mem:x", "org.h2.Driver"))
                .isEqualTo("org.h2.Driver");
    }

    private static Throwable failureOf(String prefix, String url, String className, String missing) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new FilteredClassLoader(missing::equals));
        try {
            MigrateException[] failure = new MigrateException[1];
            assertThatExceptionOfType(MigrateException.class)
                    .isThrownBy(() -> JdbcDrivers.require(prefix, url, className))
                    .satisfies((thrown) -> failure[0] = thrown);
            return failure[0];
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
