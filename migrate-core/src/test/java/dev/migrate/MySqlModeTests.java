package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlModeTests extends MySqlModeContract {

    /** Only here, because the driver of MariaDB supports UTF-8 only. */
    @ParameterizedTest
    @CsvSource({"windows-1252, é € \\U0001f600", "KOI8-R, \\u00e9 \\u20ac \\U0001f600", "UTF-8, é € 😀"})
    void recordsTextsForPeopleWithEscapesInEncodingOfDriver(String encoding, String recorded) {
        recordsTextsForPeople(with("characterEncoding=" + encoding), recorded);
    }
}
