package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.AutogenerateException;
import dev.migrate.schema.QualifiedName;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbSurroundingsTests extends SurroundingsContract {
    @Override
    String otherSchema() {
        return home() + "_other";
    }

    @Override
    String qualified(String table) {
        return home() + "." + table;
    }

    @Override
    String dropsWithContents() {
        return "";
    }

    @Test
    void namesTheTriggerThatNamesARenamedColumn() {
        String item = "create table item (id int primary key, price int)";
        run(item, "create trigger item_price before insert on item for each row set new.price = 1");

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> ofTables(item.replace("price", "cost"))
                        .propose(List.of(new Rename(QualifiedName.of("item"), "price", "cost"))))
                .withMessageContaining("'item_price', which the models cannot define and which is kept");
    }

    private String home() {
        return String.valueOf(database().jdbc().queryForObject("select database()", String.class));
    }
}
