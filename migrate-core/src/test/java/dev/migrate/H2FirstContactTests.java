package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.FirstContactException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Also tests that the schema of the URL determines the visible tables. */
@DatabaseTest(DatabaseProduct.H2)
class H2FirstContactTests extends SchemaFirstContactContract {

    @Test
    void reportsRecordInAnotherSchema() {
        upgraded();
        execute("create schema shop");
        execute("create schema \"Shop\"");
        FirstContactException refusal = catchThrowableOfType(
                FirstContactException.class, () -> engine(";SCHEMA=SHOP").upgrade(MigrationRequest.to("head")));
        assertThat(refusal)
                .hasMessageContaining("no record in schema 'SHOP'")
                .hasMessageContaining("'PUBLIC.MIGRATE_REVISION' ('a1', 'b2')");
        assertThat(refusal.remedy().in(Wording.properties()))
                .contains("'migrate.schema=PUBLIC'", "'migrate.schema=SHOP'");
        DataSource shop = at(";SCHEMA=SHOP");
        assertThat(this.scriptFixture
                        .engine(shop, settings().schema("public").build())
                        .status()
                        .current())
                .containsExactly("b2");
        assertThat(this.scriptFixture
                        .engine(shop, settings().schema("shop").build())
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .hasSize(2);
        assertThat(this.scriptFixture
                        .engine(
                                at(";SCHEMA=SHOP"),
                                settings().schema("\"Shop\"").build())
                        .current()
                        .notice())
                .contains("'T_A1'");
    }

    /** H2's own catalog is then read in another case than it has: a limitation, which must not look like a loss. */
    @Test
    void findsTablesOfCasePreservingDatabase() {
        DataSource kept = new DriverManagerDataSource(
                this.database.url().replace(";", "_kept;") + ";DATABASE_TO_UPPER=FALSE", "sa", "");
        MigrationEngine engine = this.scriptFixture.engine(kept, this.scriptFixture.settings());
        MigrateException failure =
                catchThrowableOfType(MigrateException.class, () -> engine.upgrade(MigrationRequest.to("head")));
        if (failure != null) {
            assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_ERROR);
            assertThat(failure.remedy().in(Wording.properties())).doesNotContain("lost");
        }
    }

    @Test
    void recordOnTheSearchPathIsTheRecord() {
        upgraded();
        execute("create schema shop");
        MigrationEngine engine = engine(";INIT=SET SCHEMA SHOP\\;SET SCHEMA_SEARCH_PATH SHOP, PUBLIC");
        this.scriptFixture.script(
                "c3", "-- Revises: b2", "create table public.t_c3 (id int);", "drop table public.t_c3;");
        assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).hasSize(1);
        assertThat(engine().status().current()).containsExactly("c3");
    }

    @Test
    void tablesInLaterSchemasOfTheSearchPathCountUnlessTheSchemaIsSet() {
        execute("create schema shop");
        String path = ";INIT=SET SCHEMA SHOP\\;SET SCHEMA_SEARCH_PATH SHOP, INFORMATION_SCHEMA, PUBLIC";
        assertThat(engine(path).current().notice()).isNull();
        execute("create table account (id int)");
        FirstContactException refusal = catchThrowableOfType(
                FirstContactException.class, () -> engine(path).upgrade(MigrationRequest.to("head")));
        assertThat(refusal).hasMessageContaining("schema 'PUBLIC' contains 1 table: 'ACCOUNT'");
        engine(settings().tablePrefix("old_").allowNonEmpty(true)).upgrade(MigrationRequest.to("head"));
        FirstContactException elsewhere = catchThrowableOfType(
                FirstContactException.class, () -> engine(path).upgrade(MigrationRequest.to("head")));
        assertThat(elsewhere.remedy().in(Wording.properties()))
                .contains("set 'migrate.schema=PUBLIC' and set 'migrate.table-prefix=OLD_'.");
        assertThat(this.scriptFixture
                        .engine(at(path), settings().schema("shop").build())
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .hasSize(2);
    }

    @Test
    void tablesThatTheUrlCreatesAreFound() {
        MigrationEngine engine = engine(";INIT=CREATE TABLE IF NOT EXISTS FROM_INIT (ID INT)");
        FirstContactException refusal =
                catchThrowableOfType(FirstContactException.class, () -> engine.upgrade(MigrationRequest.to("head")));
        assertThat(refusal).hasMessageContaining("'FROM_INIT'");
    }

    @Test
    void unreadableRecordIsNotEmpty() {
        upgraded();
        execute("create user reader password 'secret'");
        DataSource reader =
                new DriverManagerDataSource(this.database.url().replace(";DB_CLOSE_DELAY=-1", ""), "reader", "secret");
        MigrateException denied = catchThrowableOfType(
                MigrateException.class,
                () -> this.scriptFixture
                        .engine(reader, this.scriptFixture.settings())
                        .current());
        assertThat(denied.code()).isEqualTo(ErrorCode.MISSING_RIGHTS);
    }

    @Test
    void namesAreReadAsTheDatabaseFoldsThem() {
        execute("create schema shop");
        this.scriptFixture.table("c3", "-- Revises: b2");
        DataSource lower = new DriverManagerDataSource(
                this.database.url().replace(";", "_lower;") + ";DATABASE_TO_LOWER=TRUE", "sa", "");
        MigrationEngine engine = this.scriptFixture.engine(lower, this.scriptFixture.settings());
        assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).hasSize(3);
        assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).isEmpty();
    }

    private MigrationEngine engine(String suffix) {
        return this.scriptFixture.engine(at(suffix), this.scriptFixture.settings());
    }

    private DataSource at(String suffix) {
        return new DriverManagerDataSource(
                this.database.url() + suffix, this.database.user(), this.database.password());
    }
}
