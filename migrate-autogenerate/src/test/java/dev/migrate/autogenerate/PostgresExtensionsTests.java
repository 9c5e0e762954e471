package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Wording;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Extensions exist on PostgreSQL only. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgresExtensionsTests {

    private static final List<String> EXTENSIONS = List.of("pgcrypto", "citext", "uuid-ossp", "hstore", "pg_trgm");

    private static final String ACCOUNT = """
            create table account (
                id uuid primary key default uuid_generate_v4(),
                email citext not null unique,
                attributes hstore,
                secret text check (secret = crypt(secret, secret)),
                name text
            );
            create index account_name on account using gin (name gin_trgm_ops);
            create view hashed as select id, digest(name, 'sha256') as hash from account;
            """;

    private TestDatabase database;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private @Nullable TestDatabase scratch;

    /** Who connects, which determines where the models are verified. */
    enum Role {
        SUPERUSER(""),
        CREATOR("createdb"),
        OWNER("");

        private final String options;

        Role(String options) {
            this.options = options;
        }
    }

    @BeforeEach
    void takes(TestDatabase empty) {
        this.database = empty;
    }

    @AfterEach
    void removesPoolsAndRoles() {
        this.pools.forEach(HikariDataSource::close);
        if (this.scratch != null) {
            this.roles.forEach((role) -> this.scratch
                    .jdbc()
                    .execute("reassign owned by %s to current_user; drop owned by %1$s".formatted(role)));
            this.scratch.close();
        }
        this.roles.forEach((role) -> run(
                "reassign owned by %s to current_user".formatted(role),
                "drop owned by %s".formatted(role),
                "drop role " + role));
    }

    @ParameterizedTest
    @CsvSource({"SUPERUSER, public", "CREATOR, ext", "OWNER, public", "OWNER, ext"})
    void generatesFromSqlAndEntities(Role role, String schema) {
        installed(schema, EXTENSIONS);
        DataSource source = pool(role);
        String creations = creations(schema, EXTENSIONS);

        roundTrip(
                source,
                sql(creations + ACCOUNT),
                sql(creations + ACCOUNT + ";alter table account add note citext default ''"));
        roundTrip(source, entities(Account.class), entities(AccountWithNote.class));
    }

    @ParameterizedTest
    @CsvSource({"SUPERUSER, public", "CREATOR, gis"})
    void generatesWithPostgis(Role role, String schema) {
        assumeTrue(isAvailable("postgis"), "PostGIS is not installed on the server");
        installed(schema, List.of("postgis"));
        String creations = creations(schema, List.of("postgis"));
        String place = "create table place (id bigint primary key, location geometry(Point, 4326) not null);"
                + "create index on place using gist (location);";

        DataSource source = pool(role);
        roundTrip(source, sql(creations + place), sql(creations + place.replace("not null", "")));
        roundTrip(source, entities(Place.class), entities(PlaceWithArea.class));
    }

    @Test
    void draftsExtensionsThatTheDatabaseDoesNotHave() {
        roundTrip(
                pool(Role.SUPERUSER),
                sql(
                        "create schema ext; create extension \"uuid-ossp\" with schema ext; create extension earthdistance cascade;"
                                + "create table t (id uuid default ext.uuid_generate_v4(), a cube)"),
                sql(
                        "create schema ext; create extension \"uuid-ossp\" with schema ext; create extension earthdistance cascade;"
                                + "create extension if not exists citext;"
                                + "create table t (id uuid default ext.uuid_generate_v4(), a cube, b citext)"));
        assertThat(Autogenerate.of(
                                this.database.dataSource(), sql("create extension hstore; create table t (a hstore)"))
                        .propose(List.of())
                        .upgrade())
                .contains("CREATE EXTENSION hstore;")
                .contains("a hstore");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create extension hstore",
                "CREATE EXTENSION IF NOT EXISTS \"hstore\" WITH SCHEMA public",
                "create /* a comment */ extension hstore schema \"public\" version '1.8' cascade",
                "drop extension if exists hstore cascade; create extension hstore",
                "create extension hstore; comment on extension hstore is 'sets of (key, value) pairs'"
            })
    void acceptsEverySpellingOfAnInstalledExtension(String creation) {
        run("create extension hstore version '1.8'", "create table t (a hstore)");

        for (Role role : List.of(Role.CREATOR, Role.OWNER)) {
            assertThat(summaries(pool(role), sql(creation + "; create table t (a hstore)")))
                    .as("%s", role)
                    .isEmpty();
        }
    }

    @Test
    void rejectsAnExtensionInAnotherSchemaThanThatOfTheDatabase() {
        run("create schema a", "create schema b", "create extension citext schema a", "create table t (x a.citext)");
        ModelSource models = sql("create extension citext schema b; create table t (x b.citext)");

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() ->
                        Autogenerate.of(this.database.dataSource(), models).compare())
                .withMessageContaining("'citext' in the schema 'b'")
                .withMessageContaining("in the schema 'a'")
                .satisfies((failure) -> assertThat(failure.remedy().in(Wording.properties()))
                        .contains("ALTER EXTENSION citext SET SCHEMA b"));

        run("alter extension citext set schema b");
        assertThat(summaries(this.database.dataSource(), models)).isEmpty();
    }

    @Test
    void createsTheVersionOfTheLiveDatabase() {
        run("create extension pg_trgm version '1.3'");
        String model = "create extension if not exists pg_trgm; create table t (a text);"
                + "create index on t using gist (a gist_trgm_ops);"
                + "do $$ begin if (select extversion from pg_extension where extname = 'pg_trgm') <> '1.3' then"
                + " raise exception 'another version'; end if; end $$";

        assertThat(Autogenerate.of(this.database.dataSource(), sql(model))
                        .propose(List.of())
                        .verification())
                .isEqualTo(Proposal.Verification.SUCCEEDED);
    }

    @Test
    void ignoresInstalledExtensionsThatNothingNeeds() {
        run("create extension pg_stat_statements", "create extension postgres_fdw", "create table t (a int)");

        for (Role role : Role.values()) {
            assertThat(summaries(pool(role), sql("create table t (a bigint)"))).containsExactly("ALTER t.a");
        }
    }

    @Test
    void namesWhatHelpsIfAnExtensionRequiresASuperuser() {
        assumeTrue(isAvailable("postgis"), "PostGIS is not installed on the server");
        run("create schema gis", "create extension postgis schema gis", "create table place (at gis.geometry)");
        DataSource source = pool(Role.CREATOR);
        run(
                "revoke create on database %s from %s".formatted(name(), this.roles.get(0)),
                "alter database %s owner to current_user".formatted(name()));
        ModelSource models = sql("create table place (at gis.geometry, area gis.geometry)");

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> Autogenerate.of(source, models).propose(List.of()))
                .withMessageContaining("'postgis'")
                .withMessageContaining("permission denied to create extension")
                .satisfies((failure) -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.NO_SCRATCH);
                    String remedy = failure.remedy().in(Wording.properties());
                    assertThat(remedy).contains("migrate.autogenerate.scratch-url");
                    assertHelps(remedy, source, models);
                });
    }

    /** Follows both parts of a remedy. */
    private void assertHelps(String remedy, DataSource source, ModelSource models) {
        Matcher statements = Pattern.compile("run '([^']*)'").matcher(remedy);
        assertThat(statements.find()).isTrue();
        run(statements.group(1));
        assertThat(summaries(source, models)).containsExactly("ADD place.area");
        run(statements.group(1).replace("GRANT", "REVOKE").replace(" TO ", " FROM "));

        assertThat(statements.find()).isTrue();
        this.scratch = this.database.another();
        this.scratch.jdbc().execute(statements.group(1));
        this.scratch.jdbc().execute("alter database %s owner to %s".formatted(name(this.scratch), this.roles.get(0)));
        AutogenerateSettings settings =
                new AutogenerateSettings(url(this.scratch, this.roles.get(0)), (table) -> true, false);
        for (int times = 0; times < 2; times++) {
            Proposal proposal = new Autogenerate(source, models, settings).propose(List.of());
            assertThat(proposal.verification()).isEqualTo(Proposal.Verification.SUCCEEDED);
            assertThat(proposal.upgrade()).contains("area").doesNotContain("EXTENSION");
        }
        assertThat(this.scratch
                        .jdbc()
                        .queryForList(
                                "select nspname from pg_extension x join pg_namespace n on n.oid = extnamespace where extname = 'postgis'",
                                String.class))
                .containsExactly("gis");
    }

    private static String url(TestDatabase database, String user) {
        return database.url() + (database.url().contains("?") ? "&" : "?") + "user=" + user + "&password=x";
    }

    /** From an empty database to the first models and to the second, and back. */
    private void roundTrip(DataSource source, ModelSource first, ModelSource second) {
        Proposal creation = applied(source, first);
        Proposal change = applied(source, second);
        assertThat(summaries(source, second)).isEmpty();
        new JdbcTemplate(source).execute(change.downgrade());
        assertThat(summaries(source, first)).isEmpty();
        new JdbcTemplate(source).execute(creation.downgrade());
    }

    private static Proposal applied(DataSource source, ModelSource models) {
        Proposal proposal = Autogenerate.of(source, models).propose(List.of());
        assertThat(proposal.verification()).isEqualTo(Proposal.Verification.SUCCEEDED);
        assertThat(proposal.upgrade()).isNotEmpty();
        new JdbcTemplate(source).execute(proposal.upgrade());
        return proposal;
    }

    private static List<String> summaries(DataSource source, ModelSource models) {
        return Autogenerate.of(source, models).compare().differences().stream()
                .map((difference) -> difference.change() + " " + difference.subject())
                .toList();
    }

    private void installed(String schema, List<String> extensions) {
        run("create schema if not exists " + schema);
        extensions.forEach((name) -> run("create extension \"%s\" schema %s".formatted(name, schema)));
        run("alter database %s set search_path = public, %s".formatted(name(), schema));
    }

    private static String creations(String schema, List<String> extensions) {
        StringBuilder sql = new StringBuilder(schema.equals("public") ? "" : "create schema %s;".formatted(schema));
        extensions.forEach(
                (name) -> sql.append("create extension if not exists \"%s\" with schema %s;".formatted(name, schema)));
        return sql.toString();
    }

    private static ModelSource sql(String text) {
        return new SqlFile(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ModelSource entities(Class<?> entity) {
        return EntitySources.source(List.of(entity), Map.of());
    }

    /** Returns a pool with one connection, which the comparison needs itself. */
    private DataSource pool(Role role) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(this.database.url());
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(5_000);
        pool.setUsername(role == Role.SUPERUSER ? this.database.user() : created(role));
        pool.setPassword(role == Role.SUPERUSER ? this.database.password() : "x");
        this.pools.add(pool);
        return pool;
    }

    /** Returns a new role that owns the database and its schemas, but not the extensions. */
    private String created(Role role) {
        String name = "limited_" + Long.toHexString(System.nanoTime());
        run("create role %s login password 'x' %s".formatted(name, role.options));
        this.roles.add(0, name);
        run("alter database %s owner to %s".formatted(name(), name));
        this.database
                .jdbc()
                .queryForList(
                        "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
                        String.class)
                .forEach((schema) -> run("alter schema %s owner to %s".formatted(schema, name)));
        this.database
                .jdbc()
                .queryForList(
                        "select c.oid::regclass::text from pg_class c where relkind = 'r' and oid >= 16384 and not exists (select 1 from pg_depend where objid = c.oid and deptype = 'e')",
                        String.class)
                .forEach((table) -> run("alter table %s owner to %s".formatted(table, name)));
        return name;
    }

    private boolean isAvailable(String extension) {
        return !this.database
                .jdbc()
                .queryForList("select 1 from pg_available_extensions where name = ?", Integer.class, extension)
                .isEmpty();
    }

    private String name() {
        return name(this.database);
    }

    private static String name(TestDatabase database) {
        return database.jdbc().queryForObject("select current_database()", String.class);
    }

    private void run(String... statements) {
        for (String statement : statements) {
            this.database.jdbc().execute(statement);
        }
    }

    @Entity
    @Table(name = "account")
    static class Account {

        @Id
        @ColumnDefault("uuid_generate_v4()")
        java.util.UUID id;

        @Column(columnDefinition = "citext", nullable = false, unique = true)
        String email;

        @Column(columnDefinition = "hstore")
        String attributes;

        String secret;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithNote extends AccountBase {

        @Column(columnDefinition = "citext")
        String note;
    }

    @jakarta.persistence.MappedSuperclass
    static class AccountBase {

        @Id
        @ColumnDefault("uuid_generate_v4()")
        java.util.UUID id;

        @Column(columnDefinition = "citext", nullable = false, unique = true)
        String email;

        @Column(columnDefinition = "hstore")
        String attributes;

        String secret;
    }

    @Entity
    @Table(name = "place")
    static class Place {

        @Id
        Long id;

        @Column(columnDefinition = "geometry(Point,4326)")
        String location;
    }

    @Entity
    @Table(name = "place")
    static class PlaceWithArea {

        @Id
        Long id;

        @Column(columnDefinition = "geometry(Point,4326)")
        String location;

        @Column(columnDefinition = "geography")
        String area;
    }
}
