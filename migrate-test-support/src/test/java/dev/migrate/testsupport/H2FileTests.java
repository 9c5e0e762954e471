package dev.migrate.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FileTests {

    @Test
    void isKeptWhenTheDatabaseIsClosed(@TempDir Path folder) {
        Path file = folder.resolve("shop");
        try (TestDatabase database = TestDatabase.inFile(file)) {
            database.jdbc().execute("create table book (id int primary key)");
        }
        try (TestDatabase database = TestDatabase.inFile(file)) {
            assertThat(database.jdbc().queryForList("select id from book")).isEmpty();
        }
    }
}
