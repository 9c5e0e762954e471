package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.LockedException;
import dev.migrate.error.MigrateException;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteFlywayAdoptionTests extends FlywayAdoptionContract {

    /** Flyway's write transaction locks the whole database, so that the migration lock is not available either. */
    @Override
    void assertLocked(MigrateException locked) {
        assertThat(locked).isInstanceOf(LockedException.class);
    }
}
