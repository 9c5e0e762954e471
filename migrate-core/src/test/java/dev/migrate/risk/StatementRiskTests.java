package dev.migrate.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.Location;
import dev.migrate.sql.H2Lexer;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.MariaDbLexer;
import dev.migrate.sql.MySqlLexer;
import dev.migrate.sql.PostgresLexer;
import dev.migrate.sql.SqliteLexer;
import dev.migrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements might lose data, whatever the database contains. */
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
                "INSERT INTO l SELECT purge()",
                "INSERT INTO l (a) VALUES (1, purge())",
                "INSERT INTO t SELECT id, my_slug(name) FROM u",
                "CREATE TABLE x AS SELECT purge()",
                "CREATE TABLE x (SELECT purge() AS a)",
                "CREATE TABLE x (a int) AS SELECT app.purge()",
                "CREATE MATERIALIZED VIEW x AS SELECT purge()",
                "UPDATE t SET a = purge()",
                "UPDATE t SET a = 1 WHERE b = purge(b)",
                "SET @x = purge()",
                "SET x = (SELECT purge())",
                "WITH x AS (SELECT purge() AS a) INSERT INTO t SELECT a FROM x",
                "SELECT * FROM purge(1) AS (a int)",
                "SELECT count(*) FROM t, purge(1) AS (a int)",
                "COPY (SELECT purge()) TO STDOUT",
                "MERGE INTO t USING (SELECT purge() AS a) u ON t.a = u.a WHEN MATCHED THEN UPDATE SET a = 1",
                "MERGE INTO t USING purge() u ON t.a = u.a WHEN NOT MATCHED THEN INSERT (a) VALUES (1)",
                "DECLARE c CURSOR FOR SELECT purge()",
                "ALTER TABLE t ADD COLUMN c int DEFAULT purge()",
                "ALTER TABLE t ADD COLUMN a int, ADD COLUMN c vector(3) DEFAULT purge()",
                "ALTER TABLE t ADD c int GENERATED ALWAYS AS (purge(a)) STORED",
                "ALTER TABLE t ADD CONSTRAINT k CHECK (purge(a) > 0)",
                "ALTER TABLE t ADD CHECK (purge(a))",
                "ALTER TABLE t ALTER c SET EXPRESSION AS (purge(a))",
                "EXPLAIN ANALYZE UPDATE t SET a = purge()",
                "ANALYZE UPDATE t SET a = purge()",
                "SHOW TABLES WHERE purge()",
                "LOAD DATA INFILE 'x' INTO TABLE t (a, @b) SET b = purge(@b)",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t",
                "RUNSCRIPT FROM 'x.sql'",
                "SHUTDOWN",
                "FROBNICATE t",
                "(SELECT purge())"
            })
    void reportsPossibleDataLoss(String sql) {
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
                "SELECT 1",
                "SELECT count(*), max(id) FROM t WHERE a IN (1, 2)",
                "WITH x(a) AS (SELECT 1) SELECT count(a) FROM x",
                "WITH RECURSIVE x(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM x) SELECT count(a) FROM x",
                "CREATE TABLE t (id uuid DEFAULT my_uuid() PRIMARY KEY, b my_type(3) CHECK (my_check(b)))",
                "CREATE TABLE t (a varchar(10), b vector(3), c decimal(10, 2), UNIQUE (a), KEY k (a)) AS SELECT * FROM u",
                "CREATE TABLE t (a bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 1), b geometry(Point, 4326))",
                "CREATE TABLE IF NOT EXISTS s.t (a int, b int GENERATED ALWAYS AS (coalesce(a, 0)) STORED)",
                "CREATE VIEW v (a) AS SELECT purge()",
                "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch()",
                "CREATE INDEX i ON s.t (lower(a), (coalesce(b, '')))",
                "CREATE UNIQUE INDEX IF NOT EXISTS i ON t USING gin (a) INCLUDE (b) WHERE (c IS NOT NULL)",
                "INSERT INTO s.t (id, at, by) VALUES (gen_random_uuid(), now(), current_user), (uuid(), now(6), user())",
                "INSERT INTO t (a) VALUES (nextval('s')) ON CONFLICT (a) DO UPDATE SET a = coalesce(excluded.a, 1)",
                "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a)",
                "INSERT INTO t AS x (a) SELECT y.a FROM (VALUES (1), (2)) AS y (a)",
                "INSERT IGNORE INTO t (a) SELECT concat_ws('-', a, date_format(b, '%Y')) FROM u WHERE NOT EXISTS (SELECT 1)",
                "INSERT INTO t (a) VALUES (unix_timestamp()), (from_unixtime(0)), (uuid_to_bin(uuid())), (strftime('%s'))",
                "INSERT INTO t (a) VALUES (jsonb_build_object('a', 1)), (json_object('a', 1)), (json_extract(a, '$.a'))",
                "INSERT INTO t SELECT rank() OVER (PARTITION BY (a)), sum(b) FILTER (WHERE (b > 0)) FROM u JOIN w USING (a)",
                "INSERT INTO t SELECT generate_series(1, 9), md5(random()::text), a::vector(3), cast(a AS my_type(3)) FROM u",
                "UPDATE t SET a = regexp_replace(lower(trim(a)), ' +', ' '), (b, c) = (1, 2) WHERE id IN (1, 2)",
                "UPDATE t SET a = (SELECT max(b) FROM u WHERE (u.id = t.id)), b = date_trunc('day', now()), c = if(a, 1, 2)",
                "MERGE INTO t (a, b) KEY (a) VALUES (1, 2)",
                "MERGE INTO t USING (VALUES (1)) AS s (a) ON (t.a = s.a) WHEN NOT MATCHED THEN INSERT (a) VALUES (s.a)",
                "SET @x = concat('a', @y)",
                "COPY t (a, b) FROM 'x' WITH (FORMAT csv, FORCE_NULL (a))",
                "LOAD DATA INFILE 'x' INTO TABLE t FIELDS TERMINATED BY ',' IGNORE 1 LINES (a, @b) SET b = nullif(@b, '')",
                "ALTER TABLE t ADD COLUMN c varchar(10) DEFAULT upper('a') NOT NULL, ADD d vector(3), ADD (e int, f my_type(3))",
                "ALTER TABLE t ADD COLUMN id uuid DEFAULT gen_random_uuid(), ADD COLUMN at timestamptz(3) DEFAULT now()",
                "ALTER TABLE t ADD n bigint DEFAULT nextval('s'), ADD u char(36) DEFAULT (uuid()), ADD v int DEFAULT (1)",
                "ALTER TABLE t ALTER c SET DEFAULT purge()",
                "ALTER TABLE t ADD INDEX i (a(10)), ADD UNIQUE KEY j (a(10), b), ADD CONSTRAINT k UNIQUE (a(10)), ADD KEY (b(3))",
                "ALTER TABLE t ADD CONSTRAINT k CHECK (char_length(a) > 0 AND (b IN ('x', 'y')))",
                "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES s.u (id), ADD CONSTRAINT x EXCLUDE USING gist (c WITH &&)",
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
    void reportsNothingIfAllValuesAreKept(String sql) {
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
                new Object[] {POSTGRESQL, "CREATE INDEX i ON t (purge(a))", true},
                new Object[] {
                    POSTGRESQL, "CREATE INDEX CONCURRENTLY ON t USING btree ((a || purge(10))) WHERE a > 0", true
                },
                new Object[] {MYSQL, "CREATE INDEX i ON t (a(10), b(3))", false},
                new Object[] {POSTGRESQL, "ALTER DOMAIN d ADD CHECK (purge(VALUE))", true},
                new Object[] {POSTGRESQL, "CREATE TABLE x AS EXECUTE p", true},
                new Object[] {POSTGRESQL, "SELECT \"select\"()", true},
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
    void readsStatementsOfOneProduct(Lexer lexer, String sql, boolean loses) {
        assertThat(losses(lexer, sql).isEmpty()).as(sql).isNotEqualTo(loses);
    }

    @Test
    void describesTheLoss() {
        assertThat(losses(POSTGRESQL, "DROP TABLE IF EXISTS shop.\"Order\", item CASCADE"))
                .containsExactly("drops table 'shop.Order', 'item'");
        assertThat(losses(POSTGRESQL, "ALTER TABLE item DROP price, DROP COLUMN stock"))
                .containsExactly("drops column 'price' of table 'item'", "drops column 'stock' of table 'item'");
        assertThat(losses(POSTGRESQL, "TRUNCATE a, b")).containsExactly("truncates 'a', 'b'");
    }

    @Test
    void readsNestedStatements() {
        assertThat(losses(MYSQL, "INSERT INTO t VALUES (1); DROP TABLE t")).containsExactly("drops table 't'");
    }

    @Test
    void reportsLongInsertWithSideEffects() {
        String rows = "(1, now(), 'purge(a); drop table t'), ".repeat(8_000);
        for (Lexer lexer : ALL) {
            assertThat(losses(lexer, "INSERT INTO s.t (a, b, c) VALUES " + rows + "(2, NULL, 'x')"))
                    .isEmpty();
            assertThat(losses(lexer, "INSERT INTO t (a, b, c) VALUES " + rows + "(2, app.purge(), 'x')"))
                    .isNotEmpty();
            assertThat(losses(lexer, "INSERT INTO t (a, b, c) VALUES " + rows + "(2, purge(), 'x')"))
                    .isNotEmpty();
            assertThat(losses(lexer, "INSERT INTO t (a, b, c) VALUES " + rows + "(2, NULL, 'x'); DROP TABLE t"))
                    .isNotEmpty();
        }
    }

    @Test
    void warnsOfChangedValues() {
        List<Risk> risks = risks(POSTGRESQL, "UPDATE account SET balance = NULL", ColumnTypeLookup.NONE);
        assertThat(risks).containsExactly(Risk.warning("changes values in 'account'"));
    }

    @ParameterizedTest
    @MethodSource("changesOfTypes")
    void comparesWithTypeOfColumn(ColumnType before, String after, boolean loses) {
        String sql = "ALTER TABLE t ALTER COLUMN c SET DATA TYPE " + after;
        assertThat(risks(POSTGRESQL, sql, (table, column) -> Optional.of(before))
                        .isEmpty())
                .as("%s to %s", before, after)
                .isNotEqualTo(loses);
    }

    @ParameterizedTest
    @MethodSource("modifications")
    void comparesWithDefaultSizeOfMySqlAndMariaDb(ColumnType before, String after, boolean loses) {
        for (String verb : List.of("MODIFY", "CHANGE c")) {
            String sql = "ALTER TABLE t %s c %s".formatted(verb, after);
            for (Lexer lexer : List.of(MYSQL, MARIADB)) {
                assertThat(risks(lexer, sql, (table, column) -> Optional.of(before))
                                .isEmpty())
                        .as("%s to %s", before, sql)
                        .isNotEqualTo(loses);
            }
        }
    }

    static Stream<Object[]> modifications() {
        ColumnType datetime6 = ColumnType.fromDriver("DATETIME", 26, 0);
        return Stream.of(
                new Object[] {datetime6, "datetime", true},
                new Object[] {datetime6, "datetime(3) NOT NULL", true},
                new Object[] {datetime6, "datetime(6) NOT NULL", false},
                new Object[] {ColumnType.fromDriver("DATETIME", 23, 0), "datetime(6)", false},
                new Object[] {ColumnType.fromDriver("DATETIME", 19, 0), "datetime NOT NULL COMMENT 'x'", false},
                new Object[] {ColumnType.fromDriver("TIMESTAMP", 26, 0), "timestamp NULL", true},
                new Object[] {ColumnType.fromDriver("TIMESTAMP", 19, 0), "timestamp NULL", false},
                new Object[] {ColumnType.fromDriver("TIME", 17, 0), "time", true},
                new Object[] {ColumnType.fromDriver("TIME", 8, 0), "time", false},
                new Object[] {ColumnType.fromDriver("CHAR", 5, 0), "char", true},
                new Object[] {ColumnType.fromDriver("CHAR", 1, 0), "char", false},
                new Object[] {ColumnType.fromDriver("BINARY", 16, 0), "binary", true},
                new Object[] {ColumnType.fromDriver("BINARY", 16, 0), "binary(16) NOT NULL", false},
                new Object[] {ColumnType.fromDriver("BIT", 8, 0), "bit", true},
                new Object[] {ColumnType.fromDriver("FLOAT", 10, 4), "float", true},
                new Object[] {ColumnType.fromDriver("FLOAT", 12, 0), "float NOT NULL", false},
                new Object[] {ColumnType.fromDriver("DOUBLE", 22, 0), "double(10, 2)", true},
                new Object[] {ColumnType.fromDriver("DECIMAL", 12, 2), "decimal", true},
                new Object[] {ColumnType.fromDriver("DECIMAL", 12, 2), "decimal(12)", true},
                new Object[] {ColumnType.fromDriver("INT UNSIGNED", 10, 0), "int unsigned NOT NULL", false},
                new Object[] {ColumnType.fromDriver("INT UNSIGNED", 10, 0), "bigint unsigned", false},
                new Object[] {ColumnType.fromDriver("BIGINT UNSIGNED", 20, 0), "int unsigned", true},
                new Object[] {ColumnType.fromDriver("BIGINT UNSIGNED", 20, 0), "bigint", true},
                new Object[] {ColumnType.fromDriver("TEXT", 65535, 0), "text(100)", true},
                new Object[] {ColumnType.fromDriver("TEXT", 65535, 0), "text NOT NULL", false},
                new Object[] {ColumnType.fromDriver("BLOB", 65535, 0), "blob(100)", true},
                new Object[] {ColumnType.fromDriver("VARCHAR", 50, 0), "varchar(50) NOT NULL", false},
                new Object[] {ColumnType.fromDriver("VARCHAR", 50, 0), "varchar(50) COLLATE latin1_swedish_ci", true},
                new Object[] {ColumnType.fromDriver("VARCHAR", 50, 0), "varchar(50) CHARACTER SET latin1", true},
                new Object[] {ColumnType.fromDriver("VARCHAR", 50, 0), "enum('a', 'b')", true},
                new Object[] {ColumnType.fromDriver("SET", 3, 0), "set('x')", true},
                new Object[] {ColumnType.fromDriver("YEAR", 0, 0), "year NOT NULL", false});
    }

    static Stream<Object[]> changesOfTypes() {
        return Stream.of(
                new Object[] {ColumnType.fromDriver("TIMESTAMP", 29, 9), "timestamp", true},
                new Object[] {ColumnType.fromDriver("TIMESTAMP", 26, 6), "timestamp", false},
                new Object[] {ColumnType.fromDriver("timestamp", 29, 6), "timestamp(3)", true},
                new Object[] {ColumnType.fromDriver("timestamptz", 32, 3), "timestamptz", false},
                new Object[] {ColumnType.fromDriver("TIME", 15, 6), "time", true},
                new Object[] {ColumnType.fromDriver("interval", 49, 65535), "interval year", true},
                new Object[] {ColumnType.fromDriver("interval", 49, 6), "interval(0)", true},
                new Object[] {ColumnType.fromDriver("bpchar", 5, 0), "char", true},
                new Object[] {ColumnType.fromDriver("varchar", 50, 0), "name", true},
                new Object[] {ColumnType.fromDriver("bit", 8, 0), "bit", true},
                new Object[] {ColumnType.fromDriver("varbit", 5, 0), "bit varying", false},
                new Object[] {ColumnType.fromDriver("numeric", 10, 4), "numeric(10)", true},
                new Object[] {ColumnType.fromDriver("numeric", 0, 0), "numeric(10, 2)", true},
                new Object[] {ColumnType.fromDriver("CHARACTER VARYING", 50, 0), "varchar", false},
                new Object[] {ColumnType.fromDriver("CHARACTER LARGE OBJECT", Integer.MAX_VALUE, 0), "clob(10)", true},
                new Object[] {ColumnType.fromDriver("varchar", 50, 0), "varchar(100)", false},
                new Object[] {ColumnType.fromDriver("varchar", 50, 0), "character varying(50)", false},
                new Object[] {ColumnType.fromDriver("varchar", 50, 0), "varchar(49)", true},
                new Object[] {ColumnType.fromDriver("varchar", 50, 0), "text", false},
                new Object[] {ColumnType.fromDriver("varchar", 20000, 0), "text", true},
                new Object[] {ColumnType.fromDriver("text", Integer.MAX_VALUE, 0), "varchar(1000)", true},
                new Object[] {ColumnType.fromDriver("text", Integer.MAX_VALUE, 0), "text", false},
                new Object[] {ColumnType.fromDriver("longtext", Integer.MAX_VALUE, 0), "text", true},
                new Object[] {ColumnType.fromDriver("int4", 10, 0), "bigint", false},
                new Object[] {ColumnType.fromDriver("bigint", 19, 0), "int", true},
                new Object[] {ColumnType.fromDriver("INT UNSIGNED", 10, 0), "int", true},
                new Object[] {ColumnType.fromDriver("INT", 10, 0), "int unsigned", true},
                new Object[] {ColumnType.fromDriver("numeric", 10, 2), "numeric(12, 2)", false},
                new Object[] {ColumnType.fromDriver("numeric", 10, 2), "numeric(12, 1)", true},
                new Object[] {ColumnType.fromDriver("numeric", 10, 2), "numeric(11, 4)", true},
                new Object[] {ColumnType.fromDriver("int4", 10, 0), "numeric(10)", false},
                new Object[] {ColumnType.fromDriver("int4", 10, 0), "numeric(9)", true},
                new Object[] {ColumnType.fromDriver("float8", 17, 0), "real", true},
                new Object[] {ColumnType.fromDriver("real", 8, 0), "double precision", false},
                new Object[] {ColumnType.fromDriver("timestamptz", 35, 6), "timestamp", true},
                new Object[] {ColumnType.fromDriver("date", 13, 0), "text", false},
                new Object[] {ColumnType.fromDriver("bytea", Integer.MAX_VALUE, 0), "text", true},
                new Object[] {ColumnType.fromDriver("ENUM", 5, 0), "ENUM('a','b')", true});
    }

    private static List<String> losses(Lexer lexer, String sql) {
        return risks(lexer, sql, ColumnTypeLookup.NONE).stream()
                .filter(Risk::losesData)
                .map(Risk::description)
                .toList();
    }

    private static List<Risk> risks(Lexer lexer, String sql, ColumnTypeLookup columns) {
        return StatementRisk.of(lexer, new Statement(sql, new Location("a.sql", 1)), columns);
    }
}
