package dev.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.PostgresDdl;
import dev.migrate.ddl.SqliteDdl;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeChangeTests {

    private static final String REWRITTEN = "every row is rewritten while the table is locked";

    private final Ddl ddl = new PostgresDdl();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"varchar(20); varchar(40)", "varchar(20); text", "character varying(20); character varying"})
    void warnsOfTheDowngradeOfALongerText(String before, String after) {
        assertThat(texts(before, after))
                .containsExactly(
                        "NOT_ROLLING no value changes; in the downgrade, a value that has become longer makes it fail");
    }

    @Test
    void countsTheValuesThatAreTooLongForAShorterText() {
        assertThat(texts("varchar(40)", "varchar(20)"))
                .containsExactly("CHANGES_VALUES a value that is longer makes it fail;"
                        + " SELECT count(*) FROM item WHERE char_length(price) > 20");
    }

    @ParameterizedTest
    @CsvSource({"integer, bigint", "smallint, integer", "char(5), varchar(10)"})
    void warnsThatALargerTypeRewritesTheTable(String before, String after) {
        assertThat(texts(before, after)).containsExactly("REWRITES_ROWS " + REWRITTEN);
    }

    @Test
    void warnsThatAnIntegerMightNotFitASmallerOne() {
        assertThat(texts("bigint", "integer"))
                .containsExactly("CHANGES_VALUES a value that is too large makes it fail");
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
                        "CHANGES_VALUES a value that is too large makes it fail;"
                                + " SELECT count(*) FROM item WHERE abs(round(price, 2)) >= 1e4");
    }

    @Test
    void omitsTheQueryForNumbersWithoutLimits() {
        assertThat(texts("double precision", "numeric(6,2)"))
                .containsExactly(
                        "LOSES_DATA values are rounded to 2 digits after the decimal point,"
                                + " and the downgrade does not restore the others",
                        "CHANGES_VALUES a value that is too large makes it fail");
    }

    @Test
    void warnsThatMorePrecisionRewritesTheTable() {
        assertThat(texts("numeric(12,2)", "numeric(14,4)"))
                .containsExactly("REWRITES_ROWS no value changes; " + REWRITTEN);
    }

    @Test
    void warnsOfTheDowngradeWhereMorePrecisionIsFree() {
        assertThat(texts("numeric(12,2)", "numeric(14,2)"))
                .containsExactly(
                        "NOT_ROLLING no value changes; in the downgrade, a value that has become larger makes it fail");
    }

    @Test
    void warnsThatValuesMightNotFitAnotherType() {
        assertThat(texts("varchar(20)", "integer"))
                .containsExactly("CHANGES_VALUES every row is rewritten, and a value that does not fit makes it fail");
    }

    @Test
    void doesNotRoundWhereTheProductKeepsEveryNumber() {
        Ddl sqlite = new SqliteDdl();

        assertThat(new TypeChange(table(), column("numeric(12,4)"), column("numeric(12,2)"), sqlite).warnings())
                .extracting(Warning::kind)
                .containsExactly(Kind.CHANGES_VALUES);
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
