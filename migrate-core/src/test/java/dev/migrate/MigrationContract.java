package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.IrreversibleException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.error.Wording;
import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Java revisions on each product. */
abstract class MigrationContract {

    static final String SHOP = "classpath:db/shop";
    private static final String PORTABLE = "classpath:db/portable";

    private TestDatabase database;

    /** The word for the product. */
    abstract String product();

    @BeforeEach
    void keepDatabase(TestDatabase empty) {
        this.database = empty;
    }

    @Test
    void runsScriptsAndClassesOfOneGraph() {
        assertThat(engine(SHOP).upgrade(MigrationRequest.to("head")).steps())
                .extracting(StepReport::revision)
                .containsExactly("shop0001", "shop0002", "shop0003", "shop0004");
        assertThat(rows("select first_name, last_name from customer order by id"))
                .extracting(Map::values)
                .extracting(List::copyOf)
                .isEqualTo(List.of(List.of("Ada", "Lovelace"), List.of("Grace", "Hopper")));
        assertThat(numbers("select customers from counted order by customers")).containsExactly(0, 2);
        assertThat(engine(SHOP).status().upToDate()).isTrue();
    }

    @Test
    void downgradesAndUpgradesAgain() {
        engine(SHOP).upgrade(MigrationRequest.to("head"));
        engine(SHOP).downgrade(MigrationRequest.to("shop0002"));
        assertThat(numbers("select count(*) from customer where last_name is null"))
                .containsExactly(2);
        assertThat(has("counted")).isFalse();
        engine(SHOP).downgrade(MigrationRequest.to("base"));
        assertThat(has("customer")).isFalse();
        engine(SHOP).upgrade(MigrationRequest.to("head"));
        assertThat(numbers("select customers from counted order by customers")).containsExactly(0, 2);
    }

    @Test
    void reportsClassesLikeScripts() {
        engine(SHOP).upgrade(MigrationRequest.to("head"));
        RevisionReport names = engine(SHOP).show("shop0002").get(0);
        assertThat(names.script().kind()).isEqualTo("java");
        assertThat(names.script().location()).isEqualTo("classpath:db/shop/AddNames.class");
        assertThat(names.message()).isEqualTo("Add names");
        assertThat(names.revision().author()).isEqualTo("Jane Doe");
        assertThat(names.branchLabels()).containsExactly("names");
        assertThat(names.state()).isEqualTo(RevisionState.APPLIED);
        assertThat(names.script().reversible()).isTrue();
        assertThat(names.sections().upgrade())
                .isEqualTo("alter table customer add column first_name varchar(50);\n"
                        + "alter table customer add column last_name varchar(50);\n");
        RevisionReport counted = engine(SHOP).show("shop0004").get(0);
        assertThat(counted.revision().created()).hasToString("2026-01-04T09:00:00Z");
        assertThat(counted.sections().upgrade()).contains("-- Java code of CountCustomers, number 1\n");
        assertThat(engine(SHOP).history(null).revisions())
                .extracting((revision) -> revision.script().kind())
                .containsExactly("java", "java", "java", "sql");
    }

    @Test
    void revertsMissingClassByRecordedDowngrade() {
        engine(SHOP).upgrade(MigrationRequest.to("shop0003"));
        MigrationEngine older = engine(SHOP + "/first");
        assertThat(older.show("shop0003").get(0))
                .returns(RevisionState.MISSING, RevisionReport::state)
                .returns("java", (revision) -> revision.script().kind())
                .returns(true, (revision) -> revision.script().reversible());
        older.downgrade(MigrationRequest.to("shop0001"));
        assertThat(older.status().current()).containsExactly("shop0001");
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> rows("select first_name from customer"));
    }

    @Test
    void rejectsDowngradeOfCodeWithoutItsClass() {
        engine(SHOP).upgrade(MigrationRequest.to("head"));
        MigrationEngine older = engine(SHOP + "/first");
        assertThat(older.show("shop0004").get(0).script().reversible()).isFalse();
        assertThatExceptionOfType(IrreversibleException.class)
                .isThrownBy(() -> older.downgrade(MigrationRequest.to("shop0001")))
                .satisfies((failure) -> assertThat(failure.revisions()).containsExactly("shop0004"));
        assertThat(older.status().current()).containsExactly("shop0004");
    }

    @Test
    void writesOfflineSqlUpToJavaCode() {
        StringBuilder script = new StringBuilder();
        offline().upgrade("base:shop0002", script);
        assertThat(script).contains("alter table customer add column last_name varchar(50)");
        StringBuilder refused = new StringBuilder();
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> offline().upgrade("base:head", refused))
                .withMessageContaining("'shop0003' (classpath:db/shop/SplitNames.class)")
                .satisfies((failure) -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.RUNS_CODE);
                    assertThat(failure.revisions()).containsExactly("shop0003", "shop0004");
                    assertThat(failure.remedy().in(Wording.properties()))
                            .contains("upgrade across them with an engine");
                });
        assertThat(refused).isEmpty();
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine(SHOP).previewUpgrade(MigrationRequest.to("head"), refused));
        assertThat(refused).isEmpty();
    }

    @Test
    void runsPortableOperations() {
        MigrationEngine engine = engine(PORTABLE);
        engine.upgrade(MigrationRequest.to("inv0001"));
        execute("insert into customer (name) values ('Ada')");
        execute("insert into customer (name) values ('Grace')");
        assertThat(numbers("select count(*) from customer where id > 0")).containsExactly(2);
        assertRefused("insert into customer (name) values ('Ada')");
        assertRefused("insert into customer (name) values (null)");
        execute("insert into invoice (customer_id) select id from customer where name = 'Ada'");
        assertThat(numbers("select count(*) from invoice where total = 0 and not paid and issued is not null"))
                .containsExactly(1);
        assertRefused("insert into invoice (customer_id, total) select id, -1 from customer");
        engine.upgrade(MigrationRequest.to("head"));
        execute("update bill set remark = 'moved'");
        assertThat(numbers("select count(*) from bill where code = 'old'")).containsExactly(1);
        if (!product().equals("sqlite")) {
            execute("insert into bill (customer_id) select id from customer where name = 'Grace'");
            assertThat(numbers("select count(*) from bill where code = 'it''s new'"))
                    .containsExactly(1);
            assertRefused("update bill set code = 'old'");
            assertRefused("update bill set code = null");
            execute("delete from bill where code <> 'old'");
        }
        engine.downgrade(MigrationRequest.to("inv0001"));
        assertThat(numbers("select count(*) from invoice where note = 'moved'")).containsExactly(1);
        engine.downgrade(MigrationRequest.to("base"));
        assertThat(has("invoice")).isFalse();
        assertThat(has("customer")).isFalse();
    }

    @Test
    void rollsBackFailedCode() {
        Broken broken = new Broken();
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine(SHOP + "/first", broken).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("-- Java code of MigrationContract$Broken, number 1")
                .withMessageContaining("The code threw java.lang.IllegalStateException: no more")
                .satisfies((failure) -> {
                    assertThat(failure.location().resource()).isEqualTo("classpath:dev/migrate/MigrationContract.java");
                    assertThat(failure.location().line()).isGreaterThan(100);
                });
        assertThat(numbers("select count(*) from customer where full_name = 'nobody'"))
                .containsExactly(0);
        broken.repaired = true;
        assertThat(engine(SHOP + "/first", broken)
                        .upgrade(MigrationRequest.to("head"))
                        .current())
                .containsExactly("broken");
        assertThat(numbers("select count(*) from customer where full_name = 'nobody'"))
                .containsExactly(2);
        assertThat(has("before_code")).isTrue();
    }

    @Test
    void resumesFailedRevisionOutsideTransaction() {
        Apart apart = new Apart();
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine(SHOP + "/first", apart).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("statement 3: -- Java code of MigrationContract$Apart, number 2");
        assertThat(numbers("select count(*) from apart")).containsExactly(1);
        assertThat(engine(SHOP + "/first", apart).show("apart").get(0).state()).isEqualTo(RevisionState.INTERRUPTED);
        apart.repaired = true;
        engine(SHOP + "/first", apart).upgrade(MigrationRequest.to("head"));
        assertThat(numbers("select count(*) from apart")).containsExactly(2);
    }

    @Test
    void codeCannotEndTheConnection() {
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() ->
                        engine(SHOP + "/first", new Greedy(Connection::commit)).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("'commit' is not allowed here: Migrate manages this connection");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() ->
                        engine(SHOP + "/first", new Greedy(Connection::close)).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("'close' is not allowed here");
        Greedy modest = new Greedy((connection) -> connection.rollback(connection.setSavepoint()));
        assertThat(engine(SHOP + "/first", modest)
                        .upgrade(MigrationRequest.to("head"))
                        .current())
                .containsExactly("greedy");
    }

    @Test
    void codeCannotReachTheUnguardedConnection() {
        Greedy looking = new Greedy((connection) -> {
            List<Connection> ways = new ArrayList<>();
            ways.add(connection.getMetaData().getConnection());
            ways.add(connection.unwrap(Connection.class));
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement("select 1");
                    ResultSet rows = prepared.executeQuery();
                    ResultSet tables = connection.getMetaData().getTables(null, null, "customer", null)) {
                ways.add(statement.getConnection());
                ways.add(statement.unwrap(Statement.class).getConnection());
                ways.add(rows.getStatement().getConnection());
                ways.add(rows.unwrap(ResultSet.class).getStatement().getConnection());
                if (tables.getStatement() != null) {
                    ways.add(tables.getStatement().getConnection());
                }
            }
            assertThat(ways).allSatisfy((way) -> assertThat(way).isSameAs(connection));
        });
        engine(SHOP + "/first", looking).upgrade(MigrationRequest.to("head"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit",
                "ROLLBACK",
                "begin",
                "/* to be sure */ start transaction",
                "savepoint here",
                "set autocommit = 1",
                "insert into customer (id, full_name) values (77, 'x'); commit"
            })
    void rejectsTransactionControlInText(String sql) {
        List<Greedy.Use> ways = List.of(
                (connection) -> connection.createStatement().execute(sql),
                (connection) -> connection.createStatement().executeUpdate(sql),
                (connection) -> connection.createStatement().addBatch(sql),
                (connection) -> connection.prepareStatement(sql).execute());
        for (Greedy.Use way : ways) {
            assertThatExceptionOfType(StatementFailedException.class)
                    .isThrownBy(() -> engine(SHOP + "/first", new Greedy(way)).upgrade(MigrationRequest.to("head")))
                    .withMessageContaining("is not allowed here: Migrate manages this connection");
        }
        assertThat(numbers("select count(*) from customer where id = 77")).containsExactly(0);
    }

    @Test
    void rejectsTextThatMightEndTheTransaction() {
        Greedy unclosed =
                new Greedy((connection) -> connection.createStatement().execute("select 'x; commit"));
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine(SHOP + "/first", unclosed).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("Cannot determine whether")
                .withMessageContaining("Write it as the client of the database reads it");
    }

    @Test
    void rejectsDowngradeOfIrreversibleClass() {
        MigrationEngine engine = engine(SHOP + "/first", new Greedy((connection) -> {}));
        engine.upgrade(MigrationRequest.to("head"));
        assertThat(engine.show("head").get(0).script().reversible()).isFalse();
        assertThatExceptionOfType(IrreversibleException.class)
                .isThrownBy(() -> engine.downgrade(MigrationRequest.to("base")))
                .satisfies((failure) -> assertThat(failure.revisions()).containsExactly("greedy"));
    }

    @Revision(id = "broken", revises = "shop0001")
    static final class Broken implements Migration {

        private boolean repaired;

        @Override
        public void upgrade(Operations operations) {
            operations.sql("create table before_code (id integer)");
            operations.withJdbc((jdbc) -> {
                jdbc.sql("update customer set full_name = 'nobody'").update();
                if (!this.repaired) {
                    throw new IllegalStateException("no more");
                }
            });
        }
    }

    @Revision(id = "apart", revises = "shop0001", transactional = false)
    static final class Apart implements Migration {

        private boolean repaired;

        @Override
        public void upgrade(Operations operations) {
            operations.sql("create table apart (id integer)");
            operations.withJdbc(
                    (jdbc) -> jdbc.sql("insert into apart values (1)").update());
            operations.withJdbc((jdbc) -> {
                jdbc.sql("insert into apart values (2)").update();
                if (!this.repaired) {
                    jdbc.sql("insert into nowhere values (3)").update();
                }
            });
        }
    }

    @Revision(id = "greedy", revises = "shop0001")
    static final class Greedy implements Migration {

        private final Use use;

        Greedy(Use use) {
            this.use = use;
        }

        @Override
        public void upgrade(Operations operations) {
            operations.withConnection(this.use::of);
        }

        /** Uses a connection. */
        interface Use {
            void of(Connection connection) throws SQLException;
        }
    }

    final MigrationEngine engine(String location, Migration... migrations) {
        return MigrationEngine.builder(this.database.dataSource())
                .settings(MigrateSettings.defaults().withLocations(location))
                .migrations(List.of(migrations))
                .build();
    }

    private OfflineSql offline() {
        return OfflineSql.builder(product())
                .settings(MigrateSettings.defaults().withLocations(SHOP))
                .build();
    }

    private void execute(String sql) {
        this.database.jdbc().execute(sql);
    }

    private void assertRefused(String sql) {
        assertThatExceptionOfType(DataAccessException.class).as(sql).isThrownBy(() -> execute(sql));
    }

    private List<Map<String, Object>> rows(String query) {
        return this.database.jdbc().queryForList(query);
    }

    final List<Integer> numbers(String query) {
        return this.database.jdbc().queryForList(query, Integer.class);
    }

    private boolean has(String table) {
        try {
            this.database.jdbc().queryForList("select count(*) from " + table);
            return true;
        } catch (DataAccessException missing) {
            return false;
        }
    }
}
