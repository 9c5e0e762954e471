package dev.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.MySqlDdl;
import dev.migrate.ddl.PostgresDdl;
import dev.migrate.ddl.SqliteDdl;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeChangeTests {

    private static final String REWRITTEN = "every row is rewritten while the table is locked";

    private final Ddl ddl = new PostgresDdl();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "character varying(20); character varying(40)",
                "character varying(20); text",
                "character varying(20); character varying",
                "numeric(12,2); numeric(14,2)",
                "numeric(12,2); numeric",
                "timestamp(3) without time zone; timestamp(6) without time zone"
            })
    void doesNotWarnOfAChangeOfTheCatalogAlone(String before, String after) {
        assertThat(texts(before, after)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "enum('a','b'); enum('a','b','c'); ",
                "enum('a','b'); enum('b','a'); REWRITES_ROWS",
                "enum('a','b'); enum('a'); FAILS_ON_ROWS",
                "text; mediumtext; REWRITES_ROWS",
                "mediumtext; text; FAILS_ON_ROWS",
                "int(11); bigint(20); REWRITES_ROWS",
                "int(11); int(10) unsigned; FAILS_ON_ROWS",
                "varchar(20); varchar(63); ",
                "varchar(63); varchar(64); REWRITES_ROWS",
                "datetime(6); datetime(3); LOSES_DATA",
                "datetime(3); datetime(6); REWRITES_ROWS",
                "binary(4); binary(8); CHANGES_VALUES",
                "varbinary(4); binary(4); CHANGES_VALUES",
                "binary(8); binary(4); FAILS_ON_ROWS",
                "binary(4); varbinary(4); REWRITES_ROWS"
            })
    void knowsWhatMySqlDoesToTheRows(String before, String after, @Nullable String kind) {
        Ddl mysql = new MySqlDdl(null, "InnoDB", Map.of(), Set.of());

        assertThat(new TypeChange(table(), column(before), column(after), mysql).warnings())
                .extracting((warning) -> warning.kind().name())
                .isEqualTo(kind == null ? List.of() : List.of(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "varchar(200), latin1_bin, varchar(255), latin1_bin, ",
        "varchar(255), latin1_bin, varchar(256), latin1_bin, REWRITES_ROWS",
        "varchar(200), latin1_bin, varchar(201), utf8mb4_bin, REWRITES_ROWS",
        "varchar(20), latin1_bin, varchar(30), utf8mb4_bin, REWRITES_ROWS"
    })
    void knowsTheBytesOfCharactersOfMySql(
            String before, String collation, String after, String other, @Nullable String kind) {
        Ddl mysql = new MySqlDdl(null, "InnoDB", Map.of(), Set.of());

        assertThat(new TypeChange(
                                table(),
                                column(before).collation(collation),
                                column(after).collation(other),
                                mysql)
                        .warnings())
                .extracting((warning) -> warning.kind().name())
                .isEqualTo(kind == null ? List.of() : List.of(kind));
        assertThat(mysql.rewritesRows(
                        column(after).collation(other), column(before).collation(other)))
                .as("a shorter text")
                .isTrue();
    }

    @Test
    void countsTheValuesThatAreTooLongForAShorterText() {
        assertThat(texts("varchar(40)", "varchar(20)"))
                .containsExactly("FAILS_ON_ROWS a value that is longer makes it fail;"
                        + " SELECT count(*) FROM item WHERE char_length(price) > 20");
    }

    @ParameterizedTest
    @CsvSource({"integer, bigint", "smallint, integer", "char(5), varchar(10)"})
    void warnsThatALargerTypeRewritesTheTable(String before, String after) {
        assertThat(texts(before, after)).containsExactly("REWRITES_ROWS no value changes; " + REWRITTEN);
    }

    @Test
    void warnsThatAnIntegerMightNotFitASmallerOne() {
        assertThat(texts("bigint", "integer"))
                .containsExactly("FAILS_ON_ROWS a value that is too large makes it fail;"
                        + " SELECT count(*) FROM item WHERE price NOT BETWEEN -2147483648 AND 2147483647");
    }

    @Test
    void countsTheNumbersThatAreRounded() {
        assertThat(texts("numeric(12,4)", "numeric(12,2)"))
                .containsExactly("LOSES_DATA values are rounded to 2 digits after the decimal point,"
                        + " and the downgrade does not restore the others;"
                        + " SELECT count(*) FROM item WHERE price <> round(price, 2)");
    }

    @Test
    void countsTheNumbersThatAreRoundedAndThoseThatAreTooLarge() {
        assertThat(texts("numeric(12,4)", "numeric(6,2)"))
                .containsExactly(
                        "LOSES_DATA values are rounded to 2 digits after the decimal point,"
                                + " and the downgrade does not restore the others;"
                                + " SELECT count(*) FROM item WHERE price <> round(price, 2)",
                        "FAILS_ON_ROWS a value that is too large makes it fail;"
                                + " SELECT count(*) FROM item WHERE abs(round(price, 2)) >= 1e4");
    }

    @Test
    void roundsNumbersWithoutLimits() {
        assertThat(texts("double precision", "numeric(6,2)"))
                .containsExactly(
                        "LOSES_DATA values are rounded to 2 digits after the decimal point,"
                                + " and the downgrade does not restore the others;"
                                + " SELECT count(*) FROM item WHERE price <> round(price::numeric, 2)",
                        "FAILS_ON_ROWS a value that is too large makes it fail;"
                                + " SELECT count(*) FROM item WHERE abs(round(price::numeric, 2)) >= 1e4");
    }

    @Test
    void countsTheApproximateNumbersThatKeepOnlySomeDigits() {
        assertThat(texts("double precision", "numeric"))
                .containsExactly(
                        "LOSES_DATA values keep only their first 15 digits, and the downgrade does not restore the others;"
                                + " SELECT count(*) FROM item"
                                + " WHERE price <> CAST(CAST(price AS numeric) AS double precision)");
        assertThat(texts("real", "numeric"))
                .singleElement()
                .asString()
                .startsWith("LOSES_DATA values keep only their first 6 digits");
    }

    @Test
    void countsTheBytesThatArePaddedOrTooLong() {
        Ddl mysql = new MySqlDdl(null, "InnoDB", Map.of(), Set.of());

        assertThat(new TypeChange(table(), column("varbinary(8)"), column("binary(4)"), mysql).warnings())
                .extracting(Warning::text)
                .satisfiesExactly(
                        (text) -> assertThat(text).endsWith("WHERE octet_length(price) > 4"),
                        (text) -> assertThat(text).endsWith("WHERE octet_length(price) < 4"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "integer; 11",
                "bigint; 20",
                "numeric(10,2); 12",
                "numeric(10,0); 11",
                "numeric(2,2); 5",
                "numeric(2,4); 7",
                "numeric(2,-3); 6"
            })
    void knowsTheLongestTextOfANumber(String type, int length) {
        assertThat(texts(type, "varchar(%d)".formatted(length)))
                .containsExactly("REWRITES_ROWS no value changes; " + REWRITTEN);
        assertThat(texts(type, "varchar(%d)".formatted(length - 1)))
                .singleElement()
                .asString()
                .startsWith("FAILS_ON_ROWS a value whose text is longer makes it fail;");
    }

    @Test
    void warnsThatMorePrecisionRewritesTheTable() {
        assertThat(texts("numeric(12,2)", "numeric(14,4)"))
                .containsExactly("REWRITES_ROWS no value changes; " + REWRITTEN);
    }

    @Test
    void warnsThatValuesMightNotFitAnotherType() {
        assertThat(texts("integer", "inet"))
                .containsExactly("FAILS_ON_ROWS every row is rewritten, and a value that does not fit makes it fail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cidr; inet; REWRITES_ROWS",
                "jsonb; json; REWRITES_ROWS",
                "interval day to minute; interval; REWRITES_ROWS",
                "interval; interval day to minute; LOSES_DATA",
                "inet; cidr; LOSES_DATA",
                "integer; boolean; LOSES_DATA",
                "text; ext.citext; TO_REVIEW"
            })
    void saysWhatBecomesOfValuesThatAreAccepted(String before, String after, Kind kind) {
        assertThat(texts(before, after))
                .singleElement()
                .asString()
                .startsWith(kind + " ")
                .doesNotContain("makes it fail");
    }

    @Test
    void doesNotRoundWhereTheProductKeepsEveryNumber() {
        Ddl sqlite = new SqliteDdl();

        assertThat(new TypeChange(table(), column("numeric(12,4)"), column("numeric(12,2)"), sqlite).warnings())
                .extracting(Warning::kind)
                .containsExactly(Kind.TO_REVIEW);
    }

    @Test
    void findsTheTextsThatSqliteStoresAsNumbers() {
        assertThat(new TypeChange(table(), column("TEXT"), column("NUMERIC"), new SqliteDdl()).warnings())
                .extracting(Warning::kind)
                .containsExactly(Kind.LOSES_DATA);
    }

    @Test
    void saysThatAnArrayBecomesOneText() {
        assertThat(texts("text[]", "text"))
                .containsExactly("CHANGES_VALUES an array becomes one text with all its elements,"
                        + " also where it has only one; SELECT count(*) FROM item WHERE price IS NOT NULL");
    }

    @ParameterizedTest
    @CsvSource({"int(11) INVISIBLE, bigint(20)", "int(11) WITHOUT SYSTEM VERSIONING INVISIBLE, bigint(20)"})
    void readsATypeWithoutWhatIsPrintedAfterIt(String before, String after) {
        Ddl mysql = new MySqlDdl(null, "InnoDB", Map.of(), Set.of());

        assertThat(TypeChange.of(table(), column(before), column(after), mysql).warnings())
                .extracting(Warning::kind)
                .containsExactly(Kind.REWRITES_ROWS);
        assertThat(TypeChange.of(table(), column(after), column(before), mysql).warnings())
                .singleElement()
                .satisfies((warning) -> assertThat(warning.text()).contains("price NOT BETWEEN -2147483648 AND"));
        assertThat(TypeChange.of(table(), column("int(11)"), column("int(11) INVISIBLE"), mysql)
                        .warnings())
                .isEmpty();
    }

    @Test
    void saysWhichValuesOfASetAreNoLabel() {
        Ddl mysql = new MySqlDdl(null, "InnoDB", Map.of(), Set.of());

        assertThat(new TypeChange(table(), column("set('x','y')"), column("enum('x','y')"), mysql).warnings())
                .singleElement()
                .satisfies((warning) -> assertThat(warning.text()).endsWith("WHERE price = '' OR price LIKE '%,%'"));
    }

    @Test
    void namesTheColumnAndBothTypes() {
        Warning warning = new TypeChange(table(), column("integer"), column("bigint"), this.ddl)
                .warnings()
                .get(0);

        assertThat(warning.subject()).isEqualTo("item.price");
        assertThat(warning.text()).startsWith("changes its type (integer becomes bigint): ");
    }

    private List<String> texts(String before, String after) {
        String prefix = "changes its type (%s becomes %s): ".formatted(before, after);
        return new TypeChange(table(), column(before), column(after), this.ddl)
                .warnings().stream()
                        .map((warning) -> warning.kind() + " " + warning.text().replace(prefix, ""))
                        .toList();
    }

    private static QualifiedName table() {
        return QualifiedName.of("item");
    }

    private static Column column(String type) {
        return Column.of("price", type);
    }
}
