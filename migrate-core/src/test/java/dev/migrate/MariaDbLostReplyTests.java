package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbLostReplyTests extends LostReplyContract {

    /** The request that writes the record also commits it. */
    @Override
    String commit() {
        return "migrate_log (ended";
    }
}
