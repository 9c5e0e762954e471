package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import db.made.AddRate;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.BrokenGraphException;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Problem;
import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding Java revisions and recording their operations. */
class MigrationLoaderTests {

    @Test
    void findsClassesAmongScriptsInTheOrderOfTheirPaths() {
        assertThat(load("classpath:db/shop"))
                .extracting(Script::location)
                .containsExactly(
                        "classpath:db/shop/AddNames.class",
                        "classpath:db/shop/CountCustomers.class",
                        "classpath:db/shop/SplitNames.class",
                        "classpath:db/shop/first/202601010900_shop0001_customer.sql");
    }

    @Test
    void findsClassesInJars(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(
                Files.createDirectories(folder.resolve("packed")).resolve("Packed.java"), """
                package packed;

                @dev.migrate.operation.Revision(id = "packed")
                class Packed implements dev.migrate.operation.Migration {

                    @Override
                    public void upgrade(dev.migrate.operation.Operations operations) {}
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString()))
                .isZero();
        Path jar = folder.resolve("packed.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("packed/"));
            out.putNextEntry(new JarEntry("packed/Packed.class"));
            Files.copy(source.resolveSibling("Packed.class"), out);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(new ScriptLoader(loader, Dialects.named("h2"), List.of()).load(List.of("classpath:packed")))
                    .extracting(Script::location)
                    .containsExactly("classpath:packed/Packed.class");
        }
    }

    @Test
    void reportsAllProblemsAtOnce() {
        InvalidScriptsException thrown =
                catchThrowableOfType(InvalidScriptsException.class, () -> load("classpath:db/wrong"));
        assertThat(thrown.problems())
                .extracting(
                        (problem) -> problem.code().slug(),
                        (problem) -> String.valueOf(problem.location())
                                .replace("classpath:db/wrong/WrongMigrations", "")
                                .replaceFirst("java:\\d+", "java:N"),
                        Problem::message)
                .containsExactlyInAnyOrder(
                        tuple(
                                "missing-revision-id",
                                "$Unmarked.class:1",
                                "The migration 'db.wrong.WrongMigrations$Unmarked' is not annotated with '@Revision'."),
                        tuple("illegal-revision-id", "$Misnamed.class:1", "'head' cannot be a revision id."),
                        tuple("bad-list", "$Misnamed.class:1", "The list of 'revises' contains 'a' twice."),
                        tuple("bad-create-date", "$Misnamed.class:1", "'yesterday' is not a timestamp."),
                        tuple(
                                "unusable-migration",
                                "$Stranger.class:1",
                                "The class is annotated with '@Revision' but does not implement 'Migration'."),
                        tuple(
                                "unusable-migration",
                                "$Demanding.class:1",
                                "Cannot create the migration: it has no no-argument constructor."),
                        tuple(
                                "unusable-migration",
                                "$Failing.class:1",
                                "Cannot create the migration: java.lang.IllegalStateException: not ready."),
                        tuple("unusable-migration", ".java:N", "Could not record the upgrade for h2: not today."),
                        tuple(
                                "transaction-statement",
                                ".java:N",
                                "'COMMIT' begins or ends a transaction, which is not allowed in a script."),
                        tuple("unterminated-quote", ".java:N", "The quote ' that is opened here is never closed."));
    }

    @Test
    void usesBeanInsteadOfItsClass() {
        List<Script> scripts = load("h2", "classpath:db/made", new AddRate(7));
        assertThat(scripts).singleElement().satisfies((script) -> {
            assertThat(script.location()).isEqualTo("classpath:db/made/AddRate.class");
            assertThat(script.upgrade().text()).contains("values (7);");
        });
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> load("classpath:db/made"))
                .withMessageContaining("classpath:db/made/AddRate.class:1: Cannot create the migration")
                .withMessageContaining("define the migration as a bean");
    }

    @Test
    void marksTodoSections(@TempDir Path folder) {
        assertThat(load("h2", "file:" + folder, new Unwritten()))
                .singleElement()
                .satisfies((script) -> {
                    assertThat(script.upgrade().todo()).isEmpty();
                    assertThat(script.todos())
                            .singleElement()
                            .asString()
                            .matches("classpath:dev/migrate/script/MigrationLoaderTests\\.java:\\d{2,}");
                });
    }

    @Revision(id = "unwritten")
    static class Unwritten implements Migration {

        @Override
        public void upgrade(Operations operations) {
            operations.sql("select 1");
        }

        @Override
        public void downgrade(Operations operations) {
            operations.todo();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "h2"})
    void rendersOperationsForTheDialect(String dialect) throws IOException {
        assertThat(load(dialect, "classpath:db/portable").get(0).upgrade().text())
                .isEqualTo(Files.readString(Path.of("src/test/resources/rendered", dialect + ".sql")));
    }

    @Test
    void leavesDuplicateIdsToTheGraph() {
        List<dev.migrate.revision.Revision> revisions =
                load("classpath:db/twice").stream().map(Script::revision).toList();
        assertThatExceptionOfType(BrokenGraphException.class)
                .isThrownBy(() -> RevisionGraph.of(revisions))
                .withMessageContaining("classpath:db/twice/Second.class")
                .withMessageContaining("classpath:db/twice/first.sql");
    }

    @Test
    void locatesStatementsInTheSourceOfTheMigration() {
        Script script = load("h2", "classpath:db/made", new AddRate(7)).get(0);
        assertThat(statements(script.upgrade()))
                .extracting((statement) -> statement.location().toString(), Statement::sql)
                .containsExactly(
                        tuple("classpath:db/made/AddRate.java:19", "create table rate (percent integer)"),
                        tuple("classpath:db/made/AddRate.java:20", "insert into rate values (7)"));
    }

    @Test
    void checksumIgnoresLayout() {
        String plain = checksum((operations) -> operations.sql("create table t (id int); insert into t values (1)"));
        assertThat(checksum((operations) -> {
                    operations.sql("CREATE TABLE t (\n  id INT -- the key\n)");
                    operations.sql("insert into t values (1);");
                }))
                .isEqualTo(plain)
                .startsWith("sha256:");
        assertThat(checksum((operations) -> operations.sql("create table t (id int); insert into t values (2)")))
                .isNotEqualTo(plain);
    }

    @Test
    void checksumIncludesPositionOfCodeOnly() {
        String code = checksum((operations) -> operations.withJdbc((jdbc) -> {}));
        assertThat(checksum((operations) ->
                        operations.withJdbc((jdbc) -> jdbc.sql("select 1").query())))
                .isEqualTo(code);
        assertThat(checksum((operations) -> {})).isNotEqualTo(code);
    }

    @Test
    void rejectsIncompleteStatements() {
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> load("mariadb", "classpath:db/shop/first", new Asking((operations) -> {
                    operations.sql("delimiter //\ncreate procedure p() begin select 1; select 2; end//");
                    operations.sql("select 'open");
                })))
                .withMessageContaining("The quote ' that is opened here is never closed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- migrate:todo", "select 1;\n-- migrate:todo", "-- TODO: write it"})
    void recognizesTodoText(String text) {
        assertThat(load("h2", "classpath:db/shop/first", new Asking((operations) -> operations.sql(text)))
                        .get(0)
                        .todos())
                .hasSize(1);
    }

    @Test
    void rejectsCommentedOutText() {
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> load("h2", "classpath:db/shop/first", new Asking((operations) -> {
                    operations.sql("-- there is nothing to do here");
                    operations.sql("-- drop table customer;");
                })))
                .withMessageContaining("1 problem")
                .withMessageContaining("a comment in it looks like a statement");
    }

    @Test
    void splitsStoredBodiesIntoTheSameStatements() {
        Script script = load("mariadb", "classpath:db/shop/first", new Asking((operations) -> {
                    operations.sql("delimiter //\ncreate procedure p() begin select 1; select 2; end//");
                    operations.sql("select 3");
                }))
                .get(0);
        assertThat(statements(script.upgrade()))
                .extracting(Statement::sql)
                .containsExactly("create procedure p() begin select 1; select 2; end", "select 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "sqlite"})
    void reportsUnsupportedOperations(String dialect) {
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> load(
                        dialect,
                        "classpath:db/shop/first",
                        new Asking((operations) -> operations.createSequence("numbers"))))
                .withMessageContaining("has no sequences")
                .withMessageContaining("classpath:dev/migrate/script/MigrationLoaderTests.java:");
    }

    @Revision(id = "asking")
    static final class Asking implements Migration {

        private final Consumer<Operations> wishes;

        Asking(Consumer<Operations> wishes) {
            this.wishes = wishes;
        }

        @Override
        public void upgrade(Operations operations) {
            this.wishes.accept(operations);
        }
    }

    private String checksum(Consumer<Operations> wishes) {
        return load("postgresql", "classpath:db/shop/first", new Asking(wishes))
                .get(0)
                .checksum();
    }

    private static List<Statement> statements(Section section) {
        List<Statement> found = new ArrayList<>();
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                found.add(next.get());
            }
        }
        return found;
    }

    private List<Script> load(String location) {
        return load("h2", location);
    }

    private List<Script> load(String dialect, String location, Migration... made) {
        return new ScriptLoader(getClass().getClassLoader(), Dialects.named(dialect), List.of(made))
                .load(List.of(location));
    }
}
