package dev.migrate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.migrate.error.MigrateException;
import dev.migrate.testsupport.PublicApi;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the core, bottom up: what each may use, and why not more. */
class PackageRulesTests {

    private static final String ROOT = "dev.migrate";

    /** One row of the table. */
    record Row(int level, String name, Set<String> mayUse, String reason) {

        @Override
        public String toString() {
            return this.level + " " + this.name;
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row(0, "error", Set.of(), "everything can fail, so what a failure is must not know anything else"),
            new Row(1, "revision", Set.of("error"), "the graph is pure: no files, no SQL, no database"),
            new Row(1, "schema", Set.of("error"), "what a schema looks like does not depend on a product"),
            new Row(2, "operation", Set.of("schema", "error"), "an operation says what changes, never how in SQL"),
            new Row(2, "plan", Set.of("revision", "error"), "a plan is worked out before anything runs"),
            new Row(2, "template", Set.of("revision", "error"), "a new script is text, before anything reads it"),
            new Row(3, "report", Set.of("revision", "plan"), "results are records of what was planned and done"),
            new Row(3, "settings", Set.of("template", "error"), "settings are checked before they are used"),
            new Row(
                    3,
                    "sql",
                    Set.of("operation", "schema", "error"),
                    "text is split and read in the same way, whatever the statements do"),
            new Row(
                    4,
                    "ddl",
                    Set.of("sql", "operation", "schema", "error"),
                    "the SQL of an operation does not depend on the database's state"),
            new Row(4, "catalog", Set.of("sql", "error"), "the catalog is read, and a statement is compared with it"),
            new Row(4, "session", Set.of("sql", "error"), "a session is captured and restored, for any script"),
            new Row(4, "failure", Set.of("sql", "error"), "a failure is classified before anything reacts to it"),
            new Row(4, "risk", Set.of("sql", "error"), "a statement is examined without running it"),
            new Row(
                    5,
                    "dialect",
                    Set.of("sql", "ddl", "catalog", "session", "failure", "operation", "schema", "error"),
                    "a product states its capabilities, and does not decide when they are used"),
            new Row(
                    6,
                    "script",
                    Set.of("revision", "operation", "sql", "catalog", "dialect", "error"),
                    "scripts are read and checked, and nothing runs"),
            new Row(6, "lock", Set.of("dialect", "report", "error"), "a lock does not know what it protects"),
            new Row(
                    7,
                    "history",
                    Set.of("revision", "plan", "dialect", "report", "script", "sql", "error"),
                    "the engine's tables record steps and their texts, they do not decide on them"),
            new Row(
                    8,
                    "adoption",
                    Set.of("error", "revision", "sql", "dialect", "script"),
                    "what another tool has applied is read from its history, and recorded elsewhere"),
            new Row(
                    8,
                    "run",
                    Set.of(
                            "error",
                            "revision",
                            "schema",
                            "operation",
                            "plan",
                            "report",
                            "sql",
                            "catalog",
                            "session",
                            "failure",
                            "risk",
                            "dialect",
                            "script",
                            "history",
                            "lock"),
                    "running a plan neither compares nor writes scripts"),
            new Row(
                    9,
                    "contact",
                    Set.of("error", "revision", "dialect", "script", "history", "adoption"),
                    "what may be done with a database is decided before anything is planned or run"),
            new Row(1, "request", Set.of("error"), "what a caller asks for does not depend on how it is done"),
            new Row(
                    10,
                    "engine",
                    Set.of(
                            "error",
                            "request",
                            "settings",
                            "revision",
                            "operation",
                            "plan",
                            "report",
                            "sql",
                            "risk",
                            "session",
                            "dialect",
                            "script",
                            "lock",
                            "history",
                            "adoption",
                            "contact",
                            "run"),
                    "a use case puts the parts together, and no part knows it"));

    private static JavaClasses core;

    @BeforeAll
    static void readsTheClasses() throws URISyntaxException {
        core = new ClassFileImporter()
                .importPath(Path.of(MigrateException.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
    }

    static Stream<Row> table() {
        return TABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void usesOnlyWhatItsRowAllows(Row row) {
        Set<String> allowed = new TreeSet<>();
        allowed.add(packages(row.name()));
        row.mayUse().forEach((name) -> allowed.add(packages(name)));
        classes()
                .that()
                .resideInAPackage(packages(row.name()))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(allowed.toArray(String[]::new))))
                .allowEmptyShould(true)
                .because(row.reason())
                .check(core);
    }

    @ParameterizedTest
    @MethodSource("table")
    void usesOnlyLowerLevels(Row row) {
        List<String> notLower = TABLE.stream()
                .filter((other) -> other.level() >= row.level())
                .map(Row::name)
                .filter(row.mayUse()::contains)
                .toList();
        assertThat(notLower).as("arrows only go to a lower level").isEmpty();
    }

    @Test
    void logsThroughOneClass() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.migrate.error.Log")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j..")
                .because("arguments of a log line hold text of others, which Log makes safe")
                .check(core);
    }

    @Test
    void everyPackageHasARow() {
        classes()
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(ROOT), TABLE.stream().map((row) -> packages(row.name())))
                        .toArray(String[]::new))
                .because("a new package needs a row that says what it may use, and why")
                .check(core);
    }

    @Test
    void nothingUsesTheRoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .because("the engine puts the parts together, so no part may know it")
                .check(core);
    }

    @Test
    void leaksNoInternalType() {
        PublicApi.leaksNoInternalType().check(core);
    }

    @Test
    void packagesAreNamedAfterConcepts() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..internal..", "..helper..", "..helpers..")
                .because("such a name says nothing about what is in it")
                .check(core);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package")
                .check(core);
    }

    private static String packages(String name) {
        return ROOT + "." + name + "..";
    }
}
