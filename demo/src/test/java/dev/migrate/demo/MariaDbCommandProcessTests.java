package dev.migrate.demo;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbCommandProcessTests extends CommandContract {

    @Test
    void migratesTheDatabase(TestDatabase database, @TempDir Path folder) {
        moves(database, folder);
    }

    @Test
    @Tag("long")
    void readsAndMigratesTheDatabase(TestDatabase database, @TempDir Path folder) {
        readsAndMigrates(database, folder);
    }

    @Test
    void clientRunsPrintedScripts(TestDatabase database, @TempDir Path folder) throws Exception {
        migratesByTheDatabaseClient(database, folder);
    }
}
