package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Map;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlAnnouncedChangesTests extends AnnouncedChangesContract {

    @Override
    Map<String, List<String>> types() {
        return Map.ofEntries(
                Map.entry("text", List.of("'long text that exceeds most lengths'", "'1'")),
                Map.entry("boolean", List.of("true", "false")),
                Map.entry("char(3)", List.of("'ab'", "'xyz'")),
                Map.entry("float", List.of("1.5", "0.1")),
                Map.entry("double", List.of("1.5", "0.123456789012", "1e20")),
                Map.entry("datetime(6)", List.of("'2021-03-04 05:06:07.123456'", "'2021-03-28 02:30:00'")),
                Map.entry("datetime", List.of("'2021-03-04 05:06:07'")),
                Map.entry("timestamp(3) null", List.of("'2021-03-04 05:06:07.5'")),
                Map.entry("time", List.of("'05:06:07'", "'100:00:00'")),
                Map.entry("int unsigned", List.of("0", "4294967295")),
                Map.entry("bit(1)", List.of("b'0'", "b'1'")),
                Map.entry("enum('A','B','C')", List.of("'A'", "'C'")),
                Map.entry("enum('C','A')", List.of("'A'", "'C'")),
                Map.entry("varbinary(4)", List.of("x'00ff'", "x'6162'")),
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
