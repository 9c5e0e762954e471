package dev.migrate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.sql.MariaDbLexer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlSettingsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET GLOBAL sql_mode='STRICT_TRANS_TABLES'",
                "set @x = 1, global max_connections = 5",
                "set persist sort_buffer_size = 5",
                "set @@persist_only . back_log := 5",
                "SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3E11FA47:1-5'",
                "/*!40101 SET GLOBAL general_log=1 */",
                "/*!50003SET GLOBAL general_log=1 */",
                "/* why */ set global general_log = 1",
                "--\tnote\nset global hot.key_buffer_size = 1",
                "set global transaction isolation level serializable",
                "create procedure p() begin set `x` = 1; set global `general_log` = 1; end"
            })
    void detectsServerSettings(String sql) {
        assertThat(new MySqlSettings(new MariaDbLexer(), List.of(sql)).changesServer(sql))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set foreign_key_checks = 0, @x = @@global.sql_mode",
                "set session transaction isolation level serializable",
                "set @x = 'a, global b = 1'",
                "update t set global = 1, persist = 2",
                "create table t (id int, global int default 1)",
                "select @@global.sql_mode = ''",
                "SET @@SESSION.SQL_LOG_BIN= 0"
            })
    void ignoresSessionSettings(String sql) {
        assertThat(new MySqlSettings(new MariaDbLexer(), List.of(sql)).changesServer(sql))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET @m='NO_BACKSLASH_ESCAPES'; SET sql_mode=@m",
                "SET @m='TRADITIONAL'; SET @m='ANSI'; SET sql_mode=@m",
                "SET @m=@@sql_mode; select 'ANSI' into @m; SET sql_mode=@m",
                "SET @m=@@sql_mode; select @`m` := 'ANSI'; SET sql_mode=@m",
                "SET @m=@@sql_mode; SET @n = @m := 'ANSI'; SET sql_mode=@m",
                "SET @m=@@sql_mode; SET @'m' = 'ANSI'; SET sql_mode=@m",
                "SET @m=@@global.sql_mode; SET sql_mode=@m",
                "SET sql_mode=@m; SET @m=@@sql_mode",
                "SET sql_mode=@m",
                "/* why */ SET sql_mode = 'ANSI'",
                "# why\nSET SESSION sql_mode = 'ANSI'",
                "SET `sql_mode` = \"ANSI_QUOTES\"",
                "SET @@local.sql_mode = ANSI",
                "SET sql_mode = 'AN' 'SI'",
                "SET sql_mode = 0x04",
                "SET sql_mode = default",
                "SET STATEMENT lock_wait_timeout=1, sql_mode='ANSI' FOR select 1",
                "create procedure p(m text) set sql_mode = m"
            })
    void detectsModesThatChangeParsing(String sql) {
        assertThat(readsAnotherWay(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;"
                        + " create table t (id int, sql_mode text) /* @x */;"
                        + "/*!40101 SET SQL_MODE=@OLD_SQL_MODE */",
                "/*!50003 SET @saved_sql_mode = @@sql_mode */; /*!50003 SET sql_mode = 'STRICT_TRANS_TABLES' */;"
                        + " /*!50003 SET sql_mode = @saved_sql_mode */",
                "set @M := 'TRADITIONAL'; set session sql_mode = @m",
                "set sql_mode = traditional",
                "set sql_mode = ''",
                "select 1 from t where sql_mode = 'ANSI'"
            })
    void acceptsModesThatKeepParsing(String sql) {
        assertThat(readsAnotherWay(sql)).isFalse();
    }

    @Test
    void doesNotShareVariablesBetweenFiles() {
        MySqlSettings one = new MySqlSettings(new MariaDbLexer(), List.of("set @m = @@sql_mode"));
        assertThat(one.readsAnotherWay("set @m = @@sql_mode")).isFalse();

        assertThat(readsAnotherWay("set sql_mode = @m")).isTrue();
    }

    private static boolean readsAnotherWay(String sql) {
        List<String> statements = List.of(sql.split(";"));
        MySqlSettings settings = new MySqlSettings(new MariaDbLexer(), statements);
        return statements.stream().filter(settings::readsAnotherWay).count() > 0;
    }
}
