package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.Location;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a statement that may lose data, whatever the database has. */
class StatementRiskTests {

    private static final Lexer POSTGRESQL = new PostgresLexer();
    private static final Lexer MYSQL = new MySqlLexer();
    private static final Lexer MARIADB = new MariaDbLexer();
    private static final List<Lexer> ALL = List.of(POSTGRESQL, MYSQL, MARIADB, new H2Lexer(), new SqliteLexer());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE a",
                "DROP TABLE IF EXISTS a, b CASCADE",
                "drop /* index */ table a",
                "DROP SCHEMA s",
                "DROP SCHEMA s CASCADE",
                "DROP DATABASE d",
                "DROP SEQUENCE s",
                "DROP OWNED BY someone",
                "DROP TYPE mood CASCADE",
                "DROP DOMAIN d CASCADE",
                "DROP EXTENSION hstore CASCADE",
                "DROP EXTENSION postgis",
                "DROP FUNCTION f() CASCADE",
                "DROP FOREIGN TABLE f",
                "DROP TABLESPACE t",
                "DROP ALL OBJECTS",
                "DROP SOMETHING new",
                "TRUNCATE t",
                "TRUNCATE TABLE ONLY t, u RESTART IDENTITY",
                "DELETE FROM t",
                "DELETE FROM t WHERE id = 1",
                "DELETE a FROM a JOIN b ON a.id = b.id",
                "WITH d AS (DELETE FROM t RETURNING id) SELECT count(*) FROM d",
                "WITH d AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT * FROM d",
                "INSERT INTO u WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d",
                "EXPLAIN ANALYZE DELETE FROM t",
                "REPLACE INTO t VALUES (1)",
                "INSERT OR REPLACE INTO t VALUES (1)",
                "UPDATE OR REPLACE t SET a = 1",
                "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE",
                "CREATE OR REPLACE TABLE t (a int)",
                "CREATE OR REPLACE SEQUENCE s",
                "CREATE OR REPLACE DATABASE d",
                "ALTER TABLE t DROP COLUMN c",
                "ALTER TABLE IF EXISTS ONLY s.t DROP COLUMN IF EXISTS c CASCADE",
                "ALTER TABLE t DROP c",
                "ALTER TABLE t DROP c CASCADE",
                "ALTER TABLE t ADD a int, DROP c",
                "ALTER TABLE t DROP COLUMN a, b",
                "ALTER TABLE t DROP COLUMN (a, b)",
                "ALTER TABLE t DROP key",
                "ALTER TABLE t DROP index CASCADE",
                "ALTER TABLE t DROP PARTITION p0, p1",
                "ALTER TABLE t TRUNCATE PARTITION p0",
                "ALTER TABLE t DROP SYSTEM VERSIONING",
                "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u",
                "ALTER TABLE t DISCARD TABLESPACE",
                "ALTER TABLE t CONVERT TO CHARACTER SET latin1",
                "ALTER TABLE t ENGINE = BLACKHOLE",
                "ALTER IGNORE TABLE t ADD UNIQUE (a)",
                "ALTER TABLE t ALTER COLUMN c TYPE varchar(10)",
                "ALTER TABLE t ALTER c SET DATA TYPE int USING c::int",
                "ALTER TABLE t ALTER COLUMN c TYPE text USING ''",
                "ALTER TABLE t ALTER COLUMN c VARCHAR(10)",
                "ALTER TABLE t MODIFY COLUMN c VARCHAR(10)",
                "ALTER TABLE t MODIFY c ENUM('a', 'b')",
                "ALTER TABLE t MODIFY c LONGTEXT CHARACTER SET latin1",
                "ALTER TABLE t CHANGE COLUMN c d INT",
                "ALTER TYPE pair DROP ATTRIBUTE b CASCADE",
                "CALL purge()",
                "EXECUTE purge",
                "EXECUTE IMMEDIATE 'drop table t'",
                "DO SLEEP(1)",
                "SELECT purge()",
                "SELECT app.count()",
                "SELECT * FROM cleanup(1)",
                "VALUES (purge())",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t",
                "RUNSCRIPT FROM 'x.sql'",
                "SHUTDOWN",
                "FROBNICATE t",
                "(SELECT purge())"
            })
    void asksBeforeWhatMayLoseData(String sql) {
        for (Lexer lexer : ALL) {
            assertThat(losses(lexer, sql))
                    .as("%s by %s", sql, lexer.getClass().getSimpleName())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (id int primary key, u int references u ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE TABLE \"drop table\" (\"delete\" int)",
                "CREATE TABLE t AS SELECT * FROM u",
                "CREATE TABLE IF NOT EXISTS t (a varchar(10) DEFAULT 'DROP TABLE t')",
                "CREATE OR REPLACE VIEW v AS SELECT 1",
                "CREATE UNIQUE INDEX i ON t (a)",
                "CREATE SEQUENCE s",
                "CREATE SCHEMA s",
                "-- DROP TABLE t\nCREATE TABLE u (a int)",
                "INSERT INTO t VALUES ('delete from t; drop table t')",
                "INSERT INTO t (\"delete\") SELECT lower(a) FROM u",
                "INSERT INTO t SELECT id, my_slug(name) FROM u",
                "SELECT 1",
                "SELECT count(*), max(id) FROM t WHERE a IN (1, 2)",
                "WITH x(a) AS (SELECT 1) SELECT count(a) FROM x",
                "WITH x AS (SELECT 1 AS a) INSERT INTO t(a) SELECT a FROM x",
                "ALTER TABLE t ADD COLUMN c int",
                "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES u (id) ON DELETE CASCADE",
                "ALTER TABLE t DROP CONSTRAINT c",
                "ALTER TABLE t DROP CONSTRAINT IF EXISTS c CASCADE",
                "ALTER TABLE t DROP PRIMARY KEY",
                "ALTER TABLE t DROP FOREIGN KEY k",
                "ALTER TABLE t DROP INDEX i",
                "ALTER TABLE t DROP KEY i",
                "ALTER TABLE t DROP CHECK k",
                "ALTER TABLE t RENAME TO u",
                "ALTER TABLE t RENAME COLUMN a TO b",
                "ALTER TABLE t ALTER COLUMN c SET NOT NULL",
                "ALTER TABLE t ALTER COLUMN c DROP DEFAULT",
                "ALTER TABLE t ALTER c SET DEFAULT 1, ALTER d DROP NOT NULL",
                "ALTER TABLE t ALTER INDEX i INVISIBLE",
                "ALTER TABLE t ENGINE = InnoDB, COMMENT = 'drop'",
                "ALTER TABLE t DEFAULT CHARACTER SET utf8mb4",
                "ALTER TABLE t OWNER TO someone",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "ALTER SEQUENCE s RESTART WITH 10",
                "ALTER TYPE mood ADD VALUE 'glad'",
                "ALTER INDEX i RENAME TO j",
                "DROP INDEX i",
                "DROP INDEX IF EXISTS i, j CASCADE",
                "DROP VIEW v CASCADE",
                "DROP MATERIALIZED VIEW v",
                "DROP TYPE mood",
                "DROP FUNCTION f()",
                "DROP TRIGGER trg ON t",
                "DROP TEMPORARY TABLE t",
                "GRANT ALL ON t TO someone",
                "COMMENT ON TABLE t IS 'truncate'",
                "SET search_path = public",
                "RENAME TABLE a TO b",
                "ANALYZE t (a)",
                "VACUUM",
                "REFRESH MATERIALIZED VIEW v",
                "PRAGMA foreign_keys = off",
                "BEGIN",
                "COMMIT"
            })
    void asksNothingBeforeWhatKeepsEveryValue(String sql) {
        for (Lexer lexer : ALL) {
            assertThat(losses(lexer, sql))
                    .as("%s by %s", sql, lexer.getClass().getSimpleName())
                    .isEmpty();
        }
    }

    static Stream<Object[]> ofOneProduct() {
        return Stream.of(
                new Object[] {POSTGRESQL, "DO $$ BEGIN DELETE FROM t; END $$", true},
                new Object[] {POSTGRESQL, "SELECT pg_catalog.set_config('search_path', '', false)", false},
                new Object[] {POSTGRESQL, "SELECT pg_catalog.setval('s', 1, true)", false},
                new Object[] {
                    POSTGRESQL,
                    "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM t; END $$",
                    false
                },
                new Object[] {POSTGRESQL, "CREATE FUNCTION f() RETURNS void BEGIN ATOMIC DELETE FROM t; END", false},
                new Object[] {POSTGRESQL, "COPY t FROM PROGRAM 'rm -r /'", true},
                new Object[] {POSTGRESQL, "COPY (DELETE FROM t RETURNING *) TO STDOUT", true},
                new Object[] {POSTGRESQL, "ALTER TABLE t ALTER c TYPE varchar", false},
                new Object[] {POSTGRESQL, "ALTER TABLE t DETACH PARTITION p", false},
                new Object[] {MYSQL, "CREATE PROCEDURE p() BEGIN DELETE FROM t; DROP TABLE t; END", false},
                new Object[] {MYSQL, "CREATE PROCEDURE p() DELETE FROM t", false},
                new Object[] {MYSQL, "/*!40000 ALTER TABLE t DISABLE KEYS */", false},
                new Object[] {MYSQL, "/*!50003 DROP TABLE t */", true},
                new Object[] {MYSQL, "/*!40101 SET NAMES utf8mb4 */", false},
                new Object[] {MYSQL, "DELETE QUICK FROM t", true},
                new Object[] {MYSQL, "SELECT truncate(1.55, 1)", false},
                new Object[] {MYSQL, "LOAD DATA INFILE 'x' REPLACE INTO TABLE t", true},
                new Object[] {MYSQL, "ALTER TABLE t MODIFY c LONGTEXT", false},
                new Object[] {MYSQL, "ALTER TABLE t MODIFY c LONGTEXT GENERATED ALWAYS AS (a) STORED", true},
                new Object[] {MYSQL, "ALTER TABLE t MODIFY c LONGTEXT ASCII", true},
                new Object[] {MYSQL, "DELETE HISTORY FROM t", true},
                new Object[] {POSTGRESQL, "SELECT * FROM FINAL TABLE (DELETE FROM t)", true},
                new Object[] {POSTGRESQL, "SELECT lo_unlink(1)", true},
                new Object[] {POSTGRESQL, "SELECT query_to_xml('delete from t', true, true, '')", true},
                new Object[] {POSTGRESQL, "SELECT \"purge\"()", true},
                new Object[] {POSTGRESQL, "DROP OWNED BY someone", true},
                new Object[] {POSTGRESQL, "U&\"x\" t", true},
                new Object[] {MYSQL, "INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1", false},
                new Object[] {MYSQL, "CREATE DEFINER=`root`@`localhost` VIEW v AS SELECT 1", false},
                new Object[] {MARIADB, "BEGIN NOT ATOMIC DELETE FROM t; END", true},
                new Object[] {MARIADB, "SET STATEMENT max_statement_time = 1 FOR DELETE FROM t", true},
                new Object[] {MARIADB, "ANALYZE FORMAT=JSON DELETE FROM t", true},
                new Object[] {MARIADB, "/*M!100100 DROP TABLE t */", true},
                new Object[] {MARIADB, "IF (SELECT 1) THEN DROP TABLE t; END IF", true},
                new Object[] {MARIADB, "ALTER TABLE t WAIT 5 DROP COLUMN c", true});
    }

    @ParameterizedTest
    @MethodSource("ofOneProduct")
    void readsWhatOneProductHas(Lexer lexer, String sql, boolean loses) {
        assertThat(losses(lexer, sql).isEmpty()).as(sql).isNotEqualTo(loses);
    }

    @Test
    void namesWhatIsLost() {
        assertThat(losses(POSTGRESQL, "DROP TABLE IF EXISTS shop.\"Order\", item CASCADE"))
                .containsExactly("drops table 'shop.Order', 'item'");
        assertThat(losses(POSTGRESQL, "ALTER TABLE item DROP price, DROP COLUMN stock"))
                .containsExactly("drops column 'price' of table 'item'", "drops column 'stock' of table 'item'");
        assertThat(losses(POSTGRESQL, "TRUNCATE a, b")).containsExactly("truncates 'a', 'b'");
    }

    @Test
    void readsEveryStatementOfOneThatHoldsSeveral() {
        assertThat(losses(MYSQL, "INSERT INTO t VALUES (1); DROP TABLE t")).containsExactly("drops table 't'");
    }

    @Test
    void warnsOfChangedValues() {
        List<Risk> risks = risks(POSTGRESQL, "UPDATE account SET balance = NULL", ColumnTypes.UNKNOWN);
        assertThat(risks).containsExactly(Risk.warning("changes values in 'account'"));
    }

    @ParameterizedTest
    @MethodSource("changesOfTypes")
    void comparesWithTheTypeThatTheColumnHas(ColumnType before, String after, boolean loses) {
        String sql = "ALTER TABLE t ALTER COLUMN c SET DATA TYPE " + after;
        assertThat(risks(POSTGRESQL, sql, (table, column) -> Optional.of(before))
                        .isEmpty())
                .as("%s to %s", before, after)
                .isNotEqualTo(loses);
    }

    static Stream<Object[]> changesOfTypes() {
        return Stream.of(
                new Object[] {ColumnType.of("varchar", 50, 0), "varchar(100)", false},
                new Object[] {ColumnType.of("varchar", 50, 0), "character varying(50)", false},
                new Object[] {ColumnType.of("varchar", 50, 0), "varchar(49)", true},
                new Object[] {ColumnType.of("varchar", 50, 0), "text", false},
                new Object[] {ColumnType.of("varchar", 20000, 0), "text", true},
                new Object[] {ColumnType.of("text", Integer.MAX_VALUE, 0), "varchar(1000)", true},
                new Object[] {ColumnType.of("text", Integer.MAX_VALUE, 0), "text", false},
                new Object[] {ColumnType.of("longtext", Integer.MAX_VALUE, 0), "text", true},
                new Object[] {ColumnType.of("int4", 10, 0), "bigint", false},
                new Object[] {ColumnType.of("bigint", 19, 0), "int", true},
                new Object[] {ColumnType.of("INT UNSIGNED", 10, 0), "int", true},
                new Object[] {ColumnType.of("INT", 10, 0), "int unsigned", true},
                new Object[] {ColumnType.of("numeric", 10, 2), "numeric(12, 2)", false},
                new Object[] {ColumnType.of("numeric", 10, 2), "numeric(12, 1)", true},
                new Object[] {ColumnType.of("numeric", 10, 2), "numeric(11, 4)", true},
                new Object[] {ColumnType.of("int4", 10, 0), "numeric(10)", false},
                new Object[] {ColumnType.of("int4", 10, 0), "numeric(9)", true},
                new Object[] {ColumnType.of("float8", 17, 0), "real", true},
                new Object[] {ColumnType.of("real", 8, 0), "double precision", false},
                new Object[] {ColumnType.of("timestamptz", 35, 6), "timestamp", true},
                new Object[] {ColumnType.of("date", 13, 0), "text", false},
                new Object[] {ColumnType.of("bytea", Integer.MAX_VALUE, 0), "text", true},
                new Object[] {ColumnType.of("ENUM", 5, 0), "ENUM('a','b')", true});
    }

    private static List<String> losses(Lexer lexer, String sql) {
        return risks(lexer, sql, ColumnTypes.UNKNOWN).stream()
                .filter(Risk::losesData)
                .map(Risk::words)
                .toList();
    }

    private static List<Risk> risks(Lexer lexer, String sql, ColumnTypes columns) {
        return StatementRisk.of(lexer, new Statement(sql, new Location("a.sql", 1)), columns);
    }
}
