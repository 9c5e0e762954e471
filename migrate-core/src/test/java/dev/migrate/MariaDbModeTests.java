package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbModeTests extends MySqlModeContract {

    /** Modes that only MariaDB has. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ORACLE", "EMPTY_STRING_IS_NULL", "MSSQL", "STRICT_TRANS_TABLES,ORACLE,EMPTY_STRING_IS_NULL"})
    void upgradesInModeOfOtherProduct(String modes) {
        upgradesInMode(modes);
    }

    /** Only here, because the default limit of MySQL is four times as high. */
    @Test
    void refusesDowngradeThatIsTooLargeToRecord() {
        long limit = this.database.jdbc().queryForObject("select @@max_allowed_packet", Long.class);
        this.scripts.script(
                "a1",
                "-- Revises: base1",
                "create table file (path varchar(20));",
                "-- " + "'".repeat((int) (limit / 2)) + "\ndrop table file;");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> upgrade(inMode("")))
                .withMessageContaining("max_allowed_packet")
                .satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.UNRECORDABLE_DOWNGRADE));
        assertThat(this.database.jdbc().queryForList("show tables like 'file'")).isEmpty();
    }

    @Test
    void recordsLargeDowngradeExactly() {
        long limit = this.database.jdbc().queryForObject("select @@max_allowed_packet", Long.class);
        String downgrade = "-- " + "\\".repeat((int) (limit / 8)) + "€\ndrop table file;\n";
        this.scripts.script("a1", "-- Revises: base1", "create table file (path varchar(20));", downgrade);
        upgrade(inMode(""));
        assertThat(this.database
                        .jdbc()
                        .queryForObject(
                                "select downgrade_text from migrate_revision where revision = 'a1'", String.class))
                .isEqualTo(downgrade + "\n");
    }
}
