package dev.migrate.crash;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.UUID;

/** In a file of the killed process itself: the database dies with it. */
@DatabaseTest(DatabaseProduct.H2)
class H2AdoptionCrashTests extends AdoptionCrashContract {

    @Override
    TestDatabase fresh(TestDatabase server) {
        return TestDatabase.inFile(this.folder.resolve(UUID.randomUUID().toString()));
    }
}
