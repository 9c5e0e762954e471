package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteAutogenerateTests extends AutogenerateContract {

    @Override
    String places() {
        return "select name from pragma_database_list";
    }

    @Override
    boolean addsKeysLater() {
        return false;
    }

    @Override
    void assertBringsAColumnInTwoSteps(String upgrade) {
        assertThat(upgrade)
                .contains("is new and may not be null: give the rows that are there a value in the INSERT below");
    }

    @Override
    List<String> modelSpelling() {
        return List.of("create table maker (id integer primary key, name varchar(40) default 'n/a' not null unique)");
    }

    @Override
    List<String> otherSpelling() {
        return List.of(
                "CREATE TABLE maker (id INTEGER, name VARCHAR(40) NOT NULL DEFAULT 'n/a' CONSTRAINT one UNIQUE, CONSTRAINT k PRIMARY KEY (id))");
    }
}
