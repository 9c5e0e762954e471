package dev.migrate.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Wording;
import dev.migrate.inspect.Scope;
import dev.migrate.inspect.postgres.PostgresInspector;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgresScratchTests {

    private static final Dialect POSTGRES = Dialects.named("postgresql");
    private static final Scope BOTH = new Scope(null, Set.of("audit"), (name) -> true);
    private static final List<String> MODEL = List.of(
            "create schema if not exists audit",
            "create type mood as enum ('sad', 'ok')",
            "create table account (id bigserial primary key, name varchar(20) unique, feels mood default 'ok')",
            "create table audit.entry (id bigint primary key, account_id bigint references account)",
            "create view names as select name from account",
            "create function one() returns integer language sql as 'select 1; '",
            "select setval('account_id_seq', 5)");

    private TestDatabase live;
    private @Nullable TestDatabase given;
    private final List<Connection> keepers = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();

    /** Returns the schema of the scratch database. */
    enum Where {
        DATABASE,
        TRANSACTION,
        GIVEN
    }

    @BeforeEach
    void takes(TestDatabase empty) {
        this.live = empty;
    }

    @AfterEach
    void leavesNothing() throws Exception {
        for (Connection keeper : this.keepers) {
            keeper.close();
        }
        if (this.given != null) {
            this.given.close();
        }
        this.roles.forEach((role) -> {
            this.live.jdbc().execute("drop owned by %s cascade".formatted(role));
            this.live.jdbc().execute("drop role " + role);
        });
    }

    @ParameterizedTest
    @EnumSource
    void equalsTheLiveDatabaseAfterTheSameStatements(Where where) throws Exception {
        this.live.jdbc().execute(String.join(";", MODEL));
        Schema real = real(BOTH);
        try (ScratchFactory maker = maker(where, BOTH)) {
            for (int times = 0; times < 2; times++) {
                try (Scratch scratch = maker.open()) {
                    assertThat(scratch.read().tables()).isEmpty();
                    scratch.run(MODEL);
                    assertThat(scratch.read()).isEqualTo(real);
                    scratch.run(
                            List.of("alter table account add column age integer", "alter type mood add value 'new'"));
                    assertThat(scratch.read()).isNotEqualTo(real);
                }
            }
        }
        assertThat(real(BOTH)).isEqualTo(real);
        assertThat(leftovers()).isEmpty();
        if (this.given != null) {
            assertThat(this.given
                            .jdbc()
                            .queryForList(
                                    "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
                                    String.class))
                    .containsExactly("public");
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsRejectedStatementAndContinues(Where where) {
        try (ScratchFactory maker = maker(where, BOTH);
                Scratch scratch = maker.open()) {
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(() -> scratch.run(List.of("create table a (id int)", "create table b (id nothing)")))
                    .withMessageContaining("type \"nothing\" does not exist")
                    .withMessageContaining("create table b (id nothing)")
                    .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_REFUSED));
            assertThat(scratch.read().tables()).isEmpty();
            scratch.run(List.of("create table a (id int)"));
            assertThat(scratch.read().tables()).extracting(Table::name).containsExactly(QualifiedName.of("a"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheExtensionsOfTheLiveDatabase(Where where) throws Exception {
        this.live
                .jdbc()
                .execute("create extension citext; create extension hstore; create extension pg_stat_statements");
        try (ScratchFactory maker = maker(where, Scope.ofHome());
                Scratch scratch = maker.open()) {
            scratch.run(List.of("create extension citext", "create table t (a citext, b hstore)"));
            this.live.jdbc().execute("create table t (a citext, b hstore)");
            Schema real = real(Scope.ofHome());
            assertThat(scratch.read().tables()).isEqualTo(real.tables());
            assertThat(scratch.read().definitions())
                    .as("the model creates one of them")
                    .containsExactly(real.definitions().get(0));
        }
    }

    @Test
    void keepsExtensionsForTheNextUse() throws Exception {
        this.live.jdbc().execute("create schema ext; create extension hstore schema ext");
        List<String> model = List.of(
                "create schema ext",
                "create type ext.mood as enum ('ok')",
                "create table ext.t (a ext.hstore, b ext.mood)");
        Scope scope = new Scope(null, Set.of("ext"), (name) -> true);
        try (ScratchFactory maker = maker(Where.DATABASE, scope)) {
            Scratch first = maker.open();
            first.run(model);
            Schema schema = first.read();
            List<String> identity = first.query(
                    "select oid from pg_extension where extname = 'hstore'",
                    (rows) -> rows.next() ? List.of(rows.getString(1)) : List.of());
            first.close();
            Scratch second = maker.open();
            assertThat(second.<List<String>>query(
                            "select oid from pg_extension where extname = 'hstore'",
                            (rows) -> rows.next() ? List.of(rows.getString(1)) : List.of()))
                    .isEqualTo(identity)
                    .isNotEmpty();
            assertThat(second.read().tables()).isEmpty();
            second.run(model);
            assertThat(second.read()).isEqualTo(schema);
            second.close();
        }
    }

    @Test
    void isCreatedLikeTheLiveDatabase() {
        String name = "migrate_test_like_" + Long.toHexString(System.nanoTime());
        this.live
                .jdbc()
                .execute("create database %s template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'"
                        .formatted(name));
        try {
            DataSource odd = source(this.live.url().replaceFirst("/[^/]*$", "/" + name), this.live.user());
            try (ScratchFactory maker = connected(odd, null, Scope.ofHome());
                    Scratch scratch = maker.open()) {
                assertThat(this.live
                                .jdbc()
                                .queryForList(
                                        "select pg_encoding_to_char(encoding) || datcollate || datctype from pg_database"
                                                + " where datname like 'migrate_scratch_' || (select oid from pg_database where datname = ?) || '%'",
                                        String.class, name))
                        .containsExactly("LATIN1CC");
                assertThat(scratch.read()).isEqualTo(Schema.EMPTY);
            }
        } finally {
            this.live.jdbc().execute("drop database " + name + " with (force)");
        }
    }

    @Test
    void removesUnusedScratchDatabases() throws Exception {
        Connection killed = this.live.dataSource().getConnection();
        PostgresScratchFactory dying = new PostgresScratchFactory(
                new LiveDatabase(killed, this.live.dataSource(), POSTGRES, Scope.ofHome(), null));
        Scratch left = dying.open();
        left.run(List.of("create table a (id int)"));
        try (ScratchFactory maker = maker(Where.DATABASE, Scope.ofHome())) {
            maker.sweep();
            assertThat(leftovers()).as("it is in use").hasSize(1);
            this.live
                    .jdbc()
                    .execute(
                            "select pg_terminate_backend(pid, 10000) from pg_stat_activity where pid <> pg_backend_pid() and (datname = '%s' or pid = %d)"
                                    .formatted(
                                            leftovers().get(0),
                                            killed.unwrap(org.postgresql.PGConnection.class)
                                                    .getBackendPID()));
            maker.sweep();
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void reportsMissingPrivilege() {
        String role = role();
        try (ScratchFactory maker = connected(source(this.live.url(), role), null, Scope.ofHome())) {
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(maker::open)
                    .satisfies((failure) -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.NO_SCRATCH);
                        assertThat(failure.remedy().in(Wording.properties()))
                                .contains("ALTER ROLE " + role + " CREATEDB")
                                .contains("GRANT CREATE ON DATABASE")
                                .contains("migrate.autogenerate.scratch-url");
                    });
        }
    }

    @Test
    void rejectsNonEmptyConfiguredDatabase() {
        try (ScratchFactory maker = maker(Where.GIVEN, Scope.ofHome())) {
            this.given.jdbc().execute("create table precious (id int)");
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(maker::open)
                    .withMessageContaining("table precious")
                    .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.NO_SCRATCH));
            assertThat(this.given.jdbc().queryForList("select id from precious"))
                    .isEmpty();
        }
    }

    @Test
    void rejectsLeftoverDatabaseThatMightHaveOtherContents() throws Exception {
        try (ScratchFactory maker = maker(Where.GIVEN, BOTH)) {
            Scratch left = maker.open();
            left.run(MODEL);
            left.run(List.of("create extension citext"));
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(maker::open)
                    .withMessageContaining("Another process");
            this.given
                    .jdbc()
                    .execute(
                            "select pg_terminate_backend(pid, 10000) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()");
            this.given.jdbc().execute("create table precious (id int)");
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(maker::open)
                    .withMessageContaining("of a process that was killed");
            assertThat(this.given.jdbc().queryForList("select id from precious"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create collation odd from \"C\"",
                "create text search configuration odd (copy = english)",
                "create publication odd",
                "create foreign data wrapper odd",
                "create operator === (leftarg = int, rightarg = int, function = int4eq)",
                "create cast (int as point) with inout",
                "create operator family odd using btree",
                "select lo_create(0)"
            })
    void emptiesConfiguredDatabaseAndRejectsNonEmptyOne(String sql) {
        try (ScratchFactory maker = maker(Where.GIVEN, Scope.ofHome())) {
            Scratch scratch = maker.open();
            scratch.run(List.of(sql));
            scratch.close();
            maker.open().close();
            this.given.jdbc().execute(sql);
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(maker::open)
                    .withMessageContaining("is not empty");
        }
    }

    @Test
    void keepsMarkerIfObjectCannotBeDropped() {
        try (ScratchFactory maker = maker(Where.GIVEN, Scope.ofHome())) {
            Scratch scratch = maker.open();
            scratch.run(List.of("alter default privileges grant select on tables to public"));
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(scratch::close)
                    .withMessageContaining("default privileges");
            assertThatExceptionOfType(AutogenerateException.class).isThrownBy(maker::open);
        }
    }

    @Test
    void keepsDatabasesThatOnlyLookLikeScratch() throws Exception {
        String name = this.live
                .jdbc()
                .queryForObject(
                        "select 'migrate_scratch_' || oid || '_0123456789abcdef' from pg_database"
                                + " where datname = current_database()",
                        String.class);
        this.live.jdbc().execute("create database " + name);
        try (ScratchFactory maker = maker(Where.DATABASE, Scope.ofHome())) {
            maker.sweep();
            assertThat(this.live.jdbc().queryForList("select datname from pg_database", String.class))
                    .contains(name);
        } finally {
            this.live.jdbc().execute("drop database if exists " + name);
        }
    }

    @Test
    void rejectsModelsThatEndTheTransaction() {
        String role = role();
        this.live
                .jdbc()
                .execute("grant create on database %s to %s"
                        .formatted(this.live.jdbc().queryForObject("select current_database()", String.class), role));
        try (ScratchFactory maker = connected(source(this.live.url(), role), null, Scope.ofHome());
                Scratch scratch = maker.open()) {
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(() -> scratch.run(List.of("create table a (id int); commit")))
                    .withMessageContaining("commit");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select setval('public.number', 1, false)",
                "SELECT pg_catalog.setval ( 'public.number'::regclass, 1)",
                "select setval(/* the live one */ '\"public\".number', 1)",
                "select \"setval\"(pg_get_serial_sequence('t', 'id'), 1)",
                "do $$ begin perform setval('public.number', 1); end $$",
                "create function reset() returns bigint language sql as 'select setval(''public.number'', 1)'; select reset()"
            })
    void rejectsModelsThatMightSetALiveSequence(String sql) {
        this.live.jdbc().execute("create sequence number; select setval('number', 70)");
        String role = role();
        this.live
                .jdbc()
                .execute("grant create on database %s to %2$s; grant all on sequence number to %2$s"
                        .formatted(this.live.jdbc().queryForObject("select current_database()", String.class), role));
        try (ScratchFactory maker = connected(source(this.live.url(), role), null, Scope.ofHome());
                Scratch scratch = maker.open()) {
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(() -> scratch.run(List.of("create sequence number", sql)))
                    .withMessageContaining("might set a sequence of the live database");
        }
        assertThat(this.live.jdbc().queryForObject("select last_value from public.number", Long.class))
                .isEqualTo(70);
    }

    /** An extension in the default schema keeps that schema on the search path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select setval('number', 1)",
                "select setval(pg_get_serial_sequence('item', 'id'), 1) from item having count(*) >= 0"
            })
    void setsNoSequenceOfTheLiveDatabaseThatTheSearchPathFinds(String sql) {
        String role = role();
        this.live.jdbc().execute("""
                create extension citext;
                create sequence number;
                create table item (id serial);
                select setval('number', 70), setval('item_id_seq', 70);
                grant create on database %s to %2$s;
                grant all on all sequences in schema public to %2$s;
                grant all on item to %2$s
                """.formatted(
                        this.live.jdbc().queryForObject("select current_database()", String.class), role));
        try (ScratchFactory maker = connected(source(this.live.url(), role), null, Scope.ofHome());
                Scratch scratch = maker.open()) {
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(() -> scratch.run(List.of(sql)))
                    .withMessageContaining("does not exist");
            scratch.run(List.of("create sequence number", "create table item (id serial)", sql));
        }
        assertThat(this.live
                        .jdbc()
                        .queryForList(
                                "select last_value from number union all select last_value from item_id_seq",
                                Long.class))
                .containsExactly(70L, 70L);
    }

    @Test
    void doesNotTakeTheLiveDatabaseForItsScratchDatabase() throws Exception {
        String database = this.live.jdbc().queryForObject("select current_database()", String.class);
        this.live.jdbc().execute("create table account (id int primary key); insert into account values (1)");
        String url = this.live
                .url()
                .replaceFirst("/[^/?]*(\\?|$)", "/?PGDBNAME=" + database + "&")
                .replaceFirst("&$", "");
        DriverManagerDataSource source = new DriverManagerDataSource(url, this.live.user(), this.live.password());
        try (ScratchFactory maker = connected(source, null, Scope.ofHome());
                Scratch scratch = maker.open()) {
            scratch.run(List.of("create table account (id bigint primary key)"));
        }
        assertThat(this.live.jdbc().queryForList("select id from account", Integer.class))
                .containsExactly(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void rejectsModelsThatDependOnTheLiveSchema() {
        String role = role();
        this.live
                .jdbc()
                .execute(
                        "grant create on database %s to %s; create extension citext; create table parent (id int primary key); grant all on parent to %2$s"
                                .formatted(
                                        this.live.jdbc().queryForObject("select current_database()", String.class),
                                        role));
        try (ScratchFactory maker = connected(source(this.live.url(), role), null, Scope.ofHome());
                Scratch scratch = maker.open()) {
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(() -> scratch.run(List.of("create table child (id int references parent)")))
                    .withMessageContaining("table parent");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DATABASE", "GIVEN"})
    void acceptsManyTables(Where where) {
        List<String> model = IntStream.range(0, 1000)
                .boxed()
                .flatMap((number) -> List.of(
                        "create table t%d (id bigint generated by default as identity primary key, name varchar(20) unique, ref bigint)"
                                .formatted(number),
                        "create index i%d on t%1$d (ref)".formatted(number),
                        "comment on table t%d is 'no %1$d'".formatted(number))
                        .stream())
                .toList();
        try (ScratchFactory maker = maker(where, Scope.ofHome());
                Scratch scratch = maker.open()) {
            scratch.run(model);
            assertThat(scratch.read().tables()).hasSize(1000);
        }
    }

    private Schema real(Scope scope) throws Exception {
        try (Connection connection = this.live.dataSource().getConnection()) {
            return new PostgresInspector(POSTGRES.ddl()).read(connection, scope);
        }
    }

    private ScratchFactory maker(Where where, Scope scope) {
        if (where == Where.GIVEN) {
            this.given = this.live.another();
        }
        String url = this.given == null
                ? null
                : this.given.url() + (this.given.url().contains("?") ? "&" : "?") + "user=" + this.given.user()
                        + "&password=" + this.given.password();
        DataSource source =
                where == Where.TRANSACTION ? new DelegatingDataSource(this.live.dataSource()) : this.live.dataSource();
        return connected(source, url, scope);
    }

    private ScratchFactory connected(DataSource source, @Nullable String scratchUrl, Scope scope) {
        try {
            Connection keeper = source.getConnection();
            this.keepers.add(keeper);
            return new PostgresScratchFactory(new LiveDatabase(keeper, source, POSTGRES, scope, scratchUrl));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private DataSource source(String url, String user) {
        return new DriverManagerDataSource(url, user, user.equals(this.live.user()) ? this.live.password() : "x");
    }

    private String role() {
        String role = "limited_" + Long.toHexString(System.nanoTime());
        this.live.jdbc().execute("create user %s password 'x'".formatted(role));
        this.roles.add(role);
        return role;
    }

    private List<String> leftovers() {
        return this.live
                .jdbc()
                .queryForList(
                        "select datname from pg_database where datname like 'migrate_scratch_'"
                                + " || (select oid from pg_database where datname = current_database()) || '%'"
                                + " union all select nspname from pg_namespace where nspname like 'migrate_scratch_%'",
                        String.class);
    }
}
