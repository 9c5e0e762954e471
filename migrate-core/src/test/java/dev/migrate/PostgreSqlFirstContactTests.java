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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Also tests the search path and the privileges of PostgreSQL. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlFirstContactTests extends SchemaFirstContactContract {

    @Test
    void rejectsSessionWithoutCurrentSchema() {
        this.scriptFixture.script(
                "a1", "", "create schema shop;\ncreate table shop.t_a1 (id int);", "drop schema shop cascade;");
        DataSource shop = with("search_path=shop");
        for (ThrowingCallable command : everything(shop)) {
            assertThat(refused(command).code()).isEqualTo(ErrorCode.RECORD_ELSEWHERE);
        }
        assertThat(tables()).isEmpty();
        assertThat(this.scriptFixture
                        .engine(shop, settings().schema("public").build())
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .hasSize(2);
        FirstContactException again =
                refused(() -> engine(with("search_path=\"\"")).downgrade(MigrationRequest.to("base")));
        assertThat(again)
                .hasMessageContaining("search_path is '\"\"'")
                .hasMessageContaining("'public.migrate_revision'");
        assertThat(again.remedy().in(Wording.properties())).contains("'migrate.schema=public'");
        assertThat(this.scriptFixture
                        .engine(shop, settings().schema("public").build())
                        .downgrade(MigrationRequest.to("base"))
                        .steps())
                .hasSize(2);
    }

    @Test
    void findsRecordAfterRevisionCreatesEarlierSchema() {
        this.scriptFixture.script(
                "a1", "", "create schema shop;\ncreate table shop.t_a1 (id int);", "drop schema shop cascade;");
        DataSource path = with("search_path=shop,public");
        engine(path).upgrade(MigrationRequest.to("a1"));
        assertThat(engine(path).upgrade(MigrationRequest.to("head")).steps()).hasSize(1);
        assertThat(engine(path).status().current()).containsExactly("b2");
    }

    @Test
    void reportsRecordHiddenByLaterSetting() {
        execute("create schema shop");
        upgraded();
        String database = this.database.jdbc().queryForObject("select current_database()", String.class);
        execute("alter database \"%s\" set search_path = shop".formatted(database));
        for (ThrowingCallable command : everything(this.database.dataSource())) {
            FirstContactException refusal = refused(command);
            assertThat(refusal)
                    .hasMessageContaining("no record in schema 'shop'")
                    .hasMessageContaining("'public.migrate_revision' ('a1', 'b2')");
            assertThat(refusal.remedy().in(Wording.properties()))
                    .contains("'migrate.schema=public'", "'migrate.schema=shop'");
        }
        assertThat(engine(settings().schema("public"))
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .isEmpty();
        assertThat(engine(settings().schema("shop").allowNonEmpty(true))
                        .current()
                        .pending())
                .isEqualTo(2);
    }

    @Test
    void reportsRecordInRenamedSchema() {
        execute("create schema shop");
        DataSource shop = with("search_path=shop");
        engine(shop).upgrade(MigrationRequest.to("head"));
        execute("alter schema shop rename to \"Old Shop\"");
        FirstContactException gone = refused(() -> engine(shop).upgrade(MigrationRequest.to("head")));
        assertThat(gone)
                .hasMessageContaining("search_path is 'shop'")
                .hasMessageContaining("'Old Shop.migrate_revision'");
        execute("create schema shop");
        FirstContactException renamed = refused(() -> engine(shop).current());
        assertThat(renamed.remedy().in(Wording.properties())).contains("'migrate.schema=Old Shop'");
        assertThat(this.scriptFixture
                        .engine(shop, settings().schema("Old Shop").build())
                        .status()
                        .current())
                .containsExactly("b2");
    }

    @Test
    void distinguishesSchemasByCase() {
        execute("create schema \"Shop\"");
        execute("create schema shop");
        engine(with("search_path=\"Shop\"")).upgrade(MigrationRequest.to("head"));
        DataSource shop = with("search_path=shop");
        FirstContactException refusal = refused(() -> engine(shop).upgrade(MigrationRequest.to("head")));
        assertThat(refusal.remedy().in(Wording.properties()))
                .contains("'migrate.schema=\"Shop\"'", "'migrate.schema=shop'");
        assertThat(this.scriptFixture
                        .engine(shop, settings().schema("\"Shop\"").build())
                        .status()
                        .current())
                .containsExactly("b2");
    }

    @Test
    void unreadableRecordIsNotEmpty() {
        String role = role();
        execute("create schema shop");
        engine(with("search_path=shop")).upgrade(MigrationRequest.to("head"));
        execute("grant create on schema public to " + role);
        for (ThrowingCallable command : everything(with("role=" + role, "search_path=shop"))) {
            assertThat(refused(command))
                    .hasMessageContaining("session of user '%s' has no current schema".formatted(role))
                    .hasMessageContaining("'shop.migrate_revision'");
        }
        for (ThrowingCallable command : everything(with("role=" + role, "search_path=\"$user\", shop, public"))) {
            FirstContactException refusal = refused(command);
            assertThat(refusal.code()).isEqualTo(ErrorCode.RECORD_UNREADABLE);
            assertThat(refusal).hasMessageContaining(role).hasMessageContaining("'shop.migrate_revision'");
        }
        execute("grant usage on schema shop to " + role);
        MigrateException denied = catchThrowableOfType(
                MigrateException.class,
                () -> engine(with("role=" + role, "search_path=shop")).current());
        assertThat(denied.code()).isEqualTo(ErrorCode.MISSING_RIGHTS);
        execute("grant select on all tables in schema shop to " + role);
        execute("alter table shop.migrate_revision enable row level security");
        FirstContactException hidden =
                refused(() -> engine(with("role=" + role, "search_path=shop")).status());
        assertThat(hidden).hasMessageContaining("row-level security");
        execute("alter table shop.migrate_revision disable row level security");
        assertThat(engine(with("role=" + role, "search_path=shop")).status().current())
                .containsExactly("b2");
    }

    @Test
    void tablesInLaterSchemasOfTheSearchPathCountUnlessTheSchemaIsSet() {
        execute("create schema shop");
        execute("create table public.spatial_ref_sys (id int)");
        execute("create table public.of_extension (id int)");
        execute("alter extension plpgsql add table public.of_extension");
        DataSource path = with("search_path=nowhere, shop, pg_catalog, public");
        assertThat(engine(path).current().notice()).isNull();
        execute("create table public.account (id int)");
        FirstContactException refusal = refused(() -> engine(path).upgrade(MigrationRequest.to("head")));
        assertThat(refusal.code()).isEqualTo(ErrorCode.NON_EMPTY_SCHEMA);
        assertThat(refusal).hasMessageContaining("schema 'public' contains 1 table: 'account'");
        assertThat(this.scriptFixture
                        .engine(path, settings().schema("shop").build())
                        .current()
                        .notice())
                .isNull();
        assertThat(engine(with("search_path=shop")).current().notice()).isNull();
        assertThat(this.scriptFixture
                        .engine(path, settings().allowNonEmpty(true).build())
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .hasSize(2);
        assertThat(engine(path).upgrade(MigrationRequest.to("head")).steps()).isEmpty();
        execute("alter extension plpgsql drop table public.of_extension");
    }

    @Test
    void rejectsSessionWithTemporaryTables() {
        for (String path : List.of("search_path=pg_temp,public", "search_path=\"pg_temp\"")) {
            for (ThrowingCallable command : everything(with(path))) {
                FirstContactException refusal = refused(command);
                assertThat(refusal.code()).isEqualTo(ErrorCode.RECORD_ELSEWHERE);
                assertThat(refusal).hasMessageContaining("tables that it creates are temporary");
                assertThat(refusal.remedy().in(Wording.properties())).contains("Remove 'pg_temp'");
            }
        }
        assertThat(tables()).isEmpty();
        assertThat(engine(with("search_path=public,pg_temp"))
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .hasSize(2);
    }

    @Test
    void ignoresRecordOfAnotherApplicationInAnotherSchema() {
        execute("create schema other");
        this.otherApplication(with("search_path=other")).upgrade(MigrationRequest.to("head"));
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps()).hasSize(2);
    }

    @Test
    void oneSchemaPerTenantIsSetByName() {
        execute("create schema one");
        execute("create schema two");
        engine(settings().schema("one")).upgrade(MigrationRequest.to("a1"));
        assertThat(engine(settings().schema("two")).current().notice()).contains("'t_a1'");
        assertThat(this.scriptFixture
                        .engine(
                                with("search_path=two"),
                                settings().schema("two").build())
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .hasSize(2);
    }

    @Test
    void partitionedAndForeignTablesCountInBothSchemasAndThoseOfExtensionsDoNot() {
        execute("create schema record");
        execute("create table of_extension (id int)");
        execute("alter extension plpgsql add table of_extension");
        execute("create function provided() returns int language sql as 'select 1'");
        execute("create view provided_view as select 1 as one");
        assertThat(engine(settings().schema("record")).current().notice()).isNull();
        execute("create table parted (id int) partition by range (id)");
        execute("create foreign data wrapper nothing");
        execute("create server nowhere foreign data wrapper nothing");
        execute("create foreign table record.far (id int) server nowhere");
        FirstContactException refusal =
                refused(() -> engine(settings().schema("record")).upgrade(MigrationRequest.to("head")));
        assertThat(refusal)
                .hasMessageContaining("schema 'record' contains 1 table: 'far'")
                .hasMessageContaining("schema 'public' contains 1 table: 'parted'");
        execute("alter extension plpgsql drop table of_extension");
    }

    private MigrationEngine otherApplication(DataSource source) {
        return this.strange().engine(source, strange().settings());
    }

    private MigrationEngine engine(DataSource source) {
        return this.scriptFixture.engine(source, this.scriptFixture.settings());
    }

    /** Returns every command that reads the database. */
    private List<ThrowingCallable> everything(DataSource source) {
        return List.of(
                () -> engine(source).upgrade(MigrationRequest.to("head")),
                () -> engine(source).upgrade(MigrationRequest.to("head").dryRun(true)),
                () -> engine(source).downgrade(MigrationRequest.to("base")),
                () -> engine(source).previewDowngrade(MigrationRequest.to("base"), new StringBuilder()),
                () -> engine(source).stamp(stamp(true, "a1")),
                () -> engine(source).current(),
                () -> engine(source).history(null),
                () -> engine(source).status(),
                () -> engine(source).ensureVersion());
    }

    private static FirstContactException refused(ThrowingCallable command) {
        FirstContactException refusal = catchThrowableOfType(FirstContactException.class, command);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    /** The database, with settings that each session begins with. */
    private DataSource with(String... settings) {
        StringBuilder options = new StringBuilder();
        for (String setting : settings) {
            options.append("-c ").append(setting.replace(" ", "\\ ")).append(' ');
        }
        String url = this.database.url();
        return new DriverManagerDataSource(
                url + (url.contains("?") ? "&" : "?") + "options="
                        + URLEncoder.encode(options.toString().strip(), StandardCharsets.UTF_8)
                                .replace("+", "%20"),
                this.database.user(),
                this.database.password());
    }

    private String role() {
        String role = "reader_" + UUID.randomUUID().toString().substring(0, 8);
        execute("create role " + role);
        execute("grant %s to current_user".formatted(role));
        return role;
    }
}
