package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Map;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteAnnouncedChangesTests extends AnnouncedChangesContract {

    @Override
    Map<String, List<String>> types() {
        return Map.ofEntries(
                Map.entry("text", List.of("'long text'", "'1'", "x'00ff'")),
                Map.entry("blob", List.of("x'00ff'", "'abc'", "1.5")),
                Map.entry("real", List.of("1.5", "0.1", "'n/a'")),
                Map.entry("boolean", List.of("1", "0")),
                Map.entry("integer", List.of("0", "1", "42", "-7", "2147483647")),
                Map.entry("bigint", List.of("0", "5", "3000000000", "-9223372036854775808")),
                Map.entry("smallint", List.of("1", "32767", "-3")),
                Map.entry("numeric(10,2)", List.of("1.50", "0.01", "99999999.99", "-2.00", "7")),
                Map.entry("numeric(6,4)", List.of("1.2345", "99.9999", "-0.0001", "3")),
                Map.entry("varchar(10)", List.of("'abc'", "'1'", "''", "'x '", "'2021-02-03'", "'ÄÖÜ'")),
                Map.entry("varchar(40)", List.of("'true'", "'1.5'", "'0123456789 0123456789'", "'7'", "'O''Hara'")),
                Map.entry("date", List.of("'2021-03-04'", "'1970-01-01'", "'9999-12-31'")));
    }
}
