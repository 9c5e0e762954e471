package dev.migrate.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class EmbeddedMariaDbTests {

    @Test
    @EnabledIfSystemProperty(named = "embedded-mariadb", matches = ".*", disabledReason = "149 MB of binaries")
    void startsWithBinaries() throws UnavailableException {
        try (Server server = EmbeddedMariaDb.start();
                TestDatabase database = server.create()) {
            assertThat(server.description()).endsWith("(embedded)");
            assertThat(database.jdbc().queryForObject("select database()", String.class))
                    .startsWith("migrate_test_");
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "embedded-mariadb", matches = ".*", disabledReason = "the binaries are there")
    void explainsHowToGetTheBinaries() {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(EmbeddedMariaDb::start)
                .withMessageContaining("-Dembedded-mariadb");
    }
}
