package dev.migrate.spring.boot.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.migrate.testsupport.PublicApi;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the command line, bottom up: what each may use, and why not more. */
class PackageRulesTests {

    private static final String BOOT = "dev.migrate.spring.boot.";

    /** One row of the table. */
    record Row(String name, List<String> mayUse, String reason) {

        @Override
        public String toString() {
            return this.name;
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row("cli.terminal", List.of(), "what is printed, and how wide it is, does not depend on a command"),
            new Row(
                    "cli.command",
                    List.of("cli.terminal", "autoconfigure.document", "autoconfigure.properties"),
                    "a command knows neither the process nor the application context"),
            new Row(
                    "cli",
                    List.of(
                            "cli.terminal",
                            "cli.command",
                            "autoconfigure",
                            "autoconfigure.document",
                            "autoconfigure.model",
                            "autoconfigure.properties",
                            "autoconfigure.startup"),
                    "a command runs with the beans of an application, and without its endpoint and health"));

    private static JavaClasses module;

    @BeforeAll
    static void readsTheClasses() throws URISyntaxException {
        module = new ClassFileImporter()
                .importPath(Path.of(CommandLineListener.class
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
        String[] allowed = Stream.concat(Stream.of(row.name()), row.mayUse().stream())
                .map((name) -> BOOT + name)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(BOOT + row.name())
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("dev.migrate.spring.boot..")).or(resideInAnyPackage(allowed)))
                .because(row.reason())
                .check(module);
    }

    @Test
    void everyPackageHasARow() {
        classes()
                .should()
                .resideInAnyPackage(
                        TABLE.stream().map((row) -> BOOT + row.name()).toArray(String[]::new))
                .because("a new package needs a row that says what it may use, and why")
                .check(module);
    }

    @Test
    void usesOnlyThePublicApiOfTheLibraries() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.migrate..")
                        .and(not(resideInAPackage("dev.migrate.spring..")))
                        .and(not(PublicApi.exported())))
                .because("everything else can change in any release")
                .check(module);
    }

    @Test
    void logsThroughOneClass() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j..")
                .because("arguments of a log line hold text of others, which Log makes safe")
                .check(module);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.migrate.spring.boot.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package")
                .check(module);
    }
}
