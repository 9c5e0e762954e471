package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlAutogenerateTests extends MariaDbAutogenerateTests {

    @Override
    Dialect dialect() {
        return Dialects.named("mysql");
    }

    /** It has no word for it, so that the character set and the collation are named. */
    @Override
    String defaultCharacters() {
        return database()
                .jdbc()
                .queryForObject(
                        "select concat('DEFAULT CHARACTER SET ', @@character_set_database, ' COLLATE ', @@collation_database)",
                        String.class);
    }

    @Override
    List<String> modelSpelling() {
        return super.modelSpelling().stream()
                .map((sql) -> sql.replace("current_timestamp", "current_timestamp(6)"))
                .toList();
    }

    @Override
    List<String> otherSpelling() {
        return super.otherSpelling().stream()
                .map((sql) -> sql.replace("CURRENT_TIMESTAMP", "NOW(6)").replace("DEFAULT (0)", "DEFAULT 0.0"))
                .toList();
    }
}
