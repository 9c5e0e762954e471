package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.error.Location;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL mode that a script sets, or begins with, decides where its literals end. */
class SqlModeTests {

    private static final Supplier<ServerSqlMode> UNUSED = () -> {
        throw new AssertionError("The server was queried");
    };

    /** One statement and a comment if a backslash escapes, and two statements if it does not. */
    private static final String DEPENDS_ON_MODE = "select 'a\\'; select '; -- '";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set sql_mode = 'NO_BACKSLASH_ESCAPES'",
                "SET SESSION SQL_MODE='no_backslash_escapes'",
                "set local sql_mode := \"NO_BACKSLASH_ESCAPES\"",
                "set @@sql_mode = NO_BACKSLASH_ESCAPES",
                "set @@session.sql_mode = concat(@@sql_mode, ',NO_BACKSLASH_ESCAPES')",
                "set @@local.`sql_mode` = concat_ws(',', @@session.sql_mode, 'NO_BACKSLASH_ESCAPES')",
                "set sql_mode = (select concat(@@sql_mode, ',', 'NO_BACKSLASH_ESCAPES'))",
                "set sql_mode = sys.list_add(@@sql_mode, 'NO_BACKSLASH_ESCAPES')",
                "set sql_mode = replace('NO_BACKSLASH_ESCAPES,ONLY_FULL_GROUP_BY', 'ONLY_FULL_GROUP_BY', '')",
                "set names utf8mb4, sql_mode = 'NO_BACKSLASH_ESCAPES'",
                "set @m = 'NO_BACKSLASH_ESCAPES', sql_mode = @m",
                "set @`m` = 'NO_BACKSLASH_ESCAPES'; set sql_mode = @`m`",
                "/*!40101 SET @old = @@sql_mode, sql_mode = 'NO_BACKSLASH_ESCAPES' */",
                "set global sql_mode = 'NO_BACKSLASH_ESCAPES'; set sql_mode = default",
                "set persist sql_mode = 'NO_BACKSLASH_ESCAPES'; set session sql_mode = @@global.sql_mode",
            })
    void followsAssignmentsThatEndEscapes(String assignment) {
        assertThat(after(assignment, () -> ServerSqlMode.DEFAULT)).containsExactly("select 'a\\'", "select '; -- '");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select @@sql_mode",
                "set global sql_mode = 'NO_BACKSLASH_ESCAPES'",
                "set global max_connections = 100, sql_mode = 'NO_BACKSLASH_ESCAPES'",
                "set @@global.sql_mode = 'NO_BACKSLASH_ESCAPES'",
                "set statement sql_mode = 'NO_BACKSLASH_ESCAPES' for select 1",
                "set sql_mode = 'NO_BACKSLASH_ESCAPES'; set sql_mode = ''",
                "set sql_mode = 'NO_BACKSLASH_ESCAPES'; set sql_mode = default",
                "set @old = @@sql_mode; set sql_mode = 'NO_BACKSLASH_ESCAPES'; set sql_mode = @old",
                "set sql_mode = sys.list_drop('NO_BACKSLASH_ESCAPES,ANSI', 'NO_BACKSLASH_ESCAPES')",
                "set character_set_client = utf8mb4",
            })
    void followsAssignmentsThatKeepEscapes(String assignment) {
        assertThat(after(assignment, () -> ServerSqlMode.DEFAULT)).containsExactly("select 'a\\'; select '");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set sql_mode = (select value from settings)",
                "set sql_mode = @never_set",
                "set sql_mode = 2097152",
                "execute prepared",
                "execute immediate concat('set sql_mode', ' = 0')",
            })
    void refusesTextsThatDependOnComputedModes(String assignment) {
        assertThatThrownBy(() -> split(assignment + ";\nselect 1;\nselect 'a\\'';", () -> ServerSqlMode.DEFAULT))
                .hasMessageContaining(
                        "script.sql:3: Where this quoted text ends depends on the SQL mode, which line 1 sets");
        assertThat(split(assignment + "; select 'a\\\\', 'b\\n', \"c\";", () -> ServerSqlMode.DEFAULT))
                .hasSize(2);
    }

    @Test
    void beginsInTheModeOfTheSession() {
        ServerSqlMode session = new ServerSqlMode("STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES", "");
        assertThat(split(DEPENDS_ON_MODE, () -> session)).hasSize(2).first().isEqualTo("select 'a\\'");
        assertThat(new MySqlLexer(() -> session).tokens("'a\\'b")).hasSize(2);
        assertThat(split("set sql_mode = default;" + DEPENDS_ON_MODE, () -> session))
                .endsWith("select 'a\\'; select '");
    }

    @Test
    void ansiQuotesEncloseNamesWithoutEscapes() {
        assertThat(split("set sql_mode = 'ANSI'; select \"a\\\"; select 'b\\'; '", UNUSED))
                .containsExactly("set sql_mode = 'ANSI'", "select \"a\\\"", "select 'b\\'; '");
    }

    @Test
    void bracketsEncloseNamesInModeOfSqlServer() {
        assertThat(split(
                        "set sql_mode = 'MSSQL'; create procedure [p;1]() begin select 1 [a;b]; end; select 2", UNUSED))
                .hasSize(3);
    }

    @Test
    void doesNotQueryTheServerWithoutNeed() {
        assertThat(split("select 'a\\\\', \"b\\n\", 'c''d'; set sql_mode = 'ANSI'; select 'e\\'f'", UNUSED))
                .hasSize(3);
    }

    private static List<String> after(String assignment, Supplier<ServerSqlMode> server) {
        List<String> statements = split(assignment + ";" + DEPENDS_ON_MODE, server);
        return statements.subList(
                (int) assignment.chars().filter((c) -> c == ';').count() + 1, statements.size());
    }

    private static List<String> split(String text, Supplier<ServerSqlMode> server) {
        List<String> all = new ArrayList<>();
        try (Statements statements =
                new MariaDbLexer(server).statements(new StringReader(text), new Location("script.sql", 1))) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                all.add(next.get().sql());
            }
        }
        return all;
    }
}
