package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections that contain only comments: prose is accepted, commented-out statements are rejected. */
class CommentedOutSqlTests {

    private static final Path COMMENTS = Path.of("src/test/resources/scripts/comments");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2", "sqlite"})
    void proseAloneIsANoOp(String dialect) throws IOException {
        assertThat(comments("prose.txt", dialect)).isNotEmpty().allSatisfy((comment) -> {
            Script script = load(dialect, "%s\n".formatted(comment), "\n" + comment);
            assertThat(script.upgrade().statements().next()).isEmpty();
            assertThat(script.downgrade())
                    .hasValueSatisfying(
                            (section) -> assertThat(section.statements().next()).isEmpty());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2", "sqlite"})
    void rejectsCommentedOutStatements(String dialect) throws IOException {
        assertThat(comments("sql.txt", dialect))
                .filteredOn((comment) -> !isCode(comment, dialect))
                .isNotEmpty()
                .allSatisfy((comment) -> assertThatThrownBy(() -> load(dialect, "CREATE TABLE a (id int);", comment))
                        .as(comment)
                        .isInstanceOfSatisfying(
                                InvalidScriptsException.class,
                                (refused) -> assertThat(refused.problems())
                                        .extracting(Problem::code)
                                        .containsExactly(ErrorCode.NO_STATEMENT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void commentsThatAreCodeAreStatements(String dialect) throws IOException {
        assertThat(comments("sql.txt", dialect))
                .filteredOn((comment) -> isCode(comment, dialect))
                .isNotEmpty()
                .allSatisfy((comment) -> assertThat(load(dialect, comment, "")
                                .upgrade()
                                .statements()
                                .next())
                        .as(comment)
                        .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- todo",
                "-- TODO: write this",
                "--FIXME",
                "-- tbd",
                "-- XXX ask the DBA",
                "/* TODO */",
                "/*\n * @todo\n */",
                "--\n-- [TODO] write this\n-- when the release is out"
            })
    void todoNotesAreNotANoOp(String comment) throws IOException {
        Script script = load("postgresql", "CREATE TABLE a (id int);", comment);
        assertThat(script.upgrade().todo()).isEmpty();
        assertThat(script.todos())
                .singleElement()
                .satisfies((todo) -> assertThat(todo.line()).isBetween(7, 8));
        assertThat(load("postgresql", comment + "\nCREATE TABLE a (id int);", "")
                        .todos())
                .as("a statement is written")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- Nothing to do: TODO in 0042", "-- Todos is the name of a table", "-- Tbdata stays"})
    void sentencesWithTodoWordsStayProse(String comment) throws IOException {
        assertThat(load("postgresql", comment, comment).todos()).isEmpty();
    }

    @Test
    void namesEachTodoOfASection() throws IOException {
        Script script = load(
                "postgresql",
                "-- migrate:todo\nCREATE TABLE a (id int);\n-- migrate:todo\nCREATE TABLE b (id int);",
                "-- migrate:todo\nDROP TABLE b;");

        assertThat(script.todos()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void pointsToTheLineOfTheStatement() {
        assertThatThrownBy(() ->
                        load("postgresql", "-- The table is used by the old release.\n--\n-- DROP TABLE x;\n", ""))
                .isInstanceOfSatisfying(
                        InvalidScriptsException.class,
                        (refused) -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies((problem) -> assertThat(Objects.requireNonNull(problem.location())
                                                .line())
                                        .isEqualTo(7)));
    }

    @Test
    void readsLongCommentsQuickly() {
        String comments = Stream.of(
                        "select " + "a, ".repeat(1200),
                        "grant " + "a ".repeat(1500) + "on",
                        "grant " + "a, ".repeat(1200) + "on",
                        "update " + "a.".repeat(1500),
                        "drop table " + "a, ".repeat(1200) + "here",
                        "comment on table " + "a ".repeat(1500) + "is",
                        "select f" + "(".repeat(3000),
                        "insert into " + "'".repeat(3001))
                .map((comment) -> ("-- " + comment + "\n").repeat(10))
                .collect(Collectors.joining());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> load("postgresql", comments, ""));
    }

    @Test
    void rejectsTerminatorsAlone() {
        assertThatThrownBy(() -> load("postgresql", ";\n", "")).hasMessageContaining("has text but no statement");
    }

    @Test
    void acceptsCommentedOutStatementsNextToARealOne() throws IOException {
        assertThat(load("postgresql", "-- DROP TABLE x;\nCREATE TABLE y (id int);\n-- DROP TABLE z;", "")
                        .upgrade()
                        .statements()
                        .next())
                .isPresent();
    }

    private static boolean isCode(String comment, String dialect) {
        return comment.startsWith("/*!") && (dialect.equals("mariadb") || dialect.equals("mysql"));
    }

    private static List<String> comments(String file, String dialect) throws IOException {
        return Stream.of(Files.readString(COMMENTS.resolve(file)).split("\n%%\n"))
                .filter((comment) -> switch (comment.charAt(0)) {
                    case '#' -> dialect.equals("mariadb") || dialect.equals("mysql");
                    case '/' -> comment.charAt(1) == '*' || dialect.equals("h2");
                    default -> true;
                })
                .toList();
    }

    private Script load(String dialect, String upgrade, String downgrade) throws IOException {
        Files.writeString(
                this.folder.resolve("a.sql"),
                "-- A\n-- Revision ID: a1\n\n-- migrate:upgrade\n%s\n-- migrate:downgrade\n%s"
                        .formatted(upgrade, downgrade));
        return new ScriptLoader(getClass().getClassLoader(), Dialects.named(dialect), List.of())
                .load(List.of("file:" + this.folder))
                .get(0);
    }
}
