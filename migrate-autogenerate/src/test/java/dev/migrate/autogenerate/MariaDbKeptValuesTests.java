package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbKeptValuesTests extends KeptValuesContract {

    @Override
    List<String> localAndInstant() {
        return List.of("datetime(6)", "timestamp(6)");
    }

    @Override
    String otherZone() {
        return "set time_zone = '-05:00'";
    }

    @Override
    String epoch(String column) {
        return "cast(floor(unix_timestamp(%s)) as signed)".formatted(column);
    }

    @Override
    String numbered() {
        return "not null auto_increment";
    }
}
