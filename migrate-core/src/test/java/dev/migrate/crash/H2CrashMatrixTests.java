package dev.migrate.crash;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * In a file of the killed process itself: the database dies with it. H2 writes late, and about once in a hundred kills
 * loses what it had committed, so this is for who asks for the whole matrix, and looks at what it says.
 */
@EnabledIfSystemProperty(
        named = "crash.matrix",
        matches = "all",
        disabledReason = "H2 in a file writes late; -Dcrash.matrix=all asks for it")
@DatabaseTest(DatabaseProduct.H2)
class H2CrashMatrixTests extends CrashMatrixContract {

    @Override
    TestDatabase fresh(TestDatabase server) {
        return TestDatabase.inFile(this.folder.resolve(UUID.randomUUID().toString()));
    }
}
