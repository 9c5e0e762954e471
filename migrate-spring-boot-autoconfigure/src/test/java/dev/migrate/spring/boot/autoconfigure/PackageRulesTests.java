package dev.migrate.spring.boot.autoconfigure;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.migrate.script.ScriptIndex;
import dev.migrate.testsupport.PublicApi;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the auto-configuration, bottom up: what each may use, and why not more. */
class PackageRulesTests {

    private static final String BOOT = "dev.migrate.spring.boot.";

    private static final String ROOT = BOOT + "autoconfigure";

    /** One row of the table. */
    record Row(String name, List<String> mayUse, String reason) {

        @Override
        public String toString() {
            return this.name;
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row(
                    "autoconfigure.document",
                    List.of(),
                    "the endpoint and the command line render reports in the same way"),
            new Row("autoconfigure.properties", List.of(), "properties are bound before there is an engine"),
            new Row(
                    "autoconfigure.startup",
                    List.of("autoconfigure.properties"),
                    "an action gets its engine, whoever has created it"),
            new Row(
                    "autoconfigure",
                    List.of("autoconfigure.properties", "autoconfigure.startup"),
                    "the engines and their startup are joined here"),
            new Row(
                    "autoconfigure.connection",
                    List.of("autoconfigure"),
                    "a service connection replaces the connection properties"),
            new Row(
                    "autoconfigure.diagnostics",
                    List.of("autoconfigure", "autoconfigure.properties", "autoconfigure.startup"),
                    "a failure of the startup is explained with the names of the engine's properties"),
            new Row(
                    "autoconfigure.model",
                    List.of("autoconfigure", "autoconfigure.properties"),
                    "the models of an application are found in its context"),
            new Row(
                    "autoconfigure.status",
                    List.of("autoconfigure", "autoconfigure.properties"),
                    "the status is cached without knowing who asks for it"),
            new Row(
                    "autoconfigure.metrics",
                    List.of("autoconfigure", "autoconfigure.status"),
                    "an application without Actuator has metrics as well"),
            new Row(
                    "autoconfigure.actuate",
                    List.of(
                            "autoconfigure",
                            "autoconfigure.properties",
                            "autoconfigure.status",
                            "autoconfigure.document"),
                    "nothing else knows the endpoint"));

    private static JavaClasses module;

    @BeforeAll
    static void readsTheClasses() throws URISyntaxException {
        module = new ClassFileImporter()
                .importPath(Path.of(MigrateAutoConfiguration.class
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
                        .and(not(PublicApi.exported()))
                        .and(not(type(ScriptIndex.class))))
                .because(
                        "everything else can change in any release; the index of scripts is written when an application is built")
                .check(module);
    }

    @Test
    void leaksNoInternalType() {
        PublicApi.leaksNoInternalType().check(module);
    }

    @Test
    void startsWithoutAutogenerate() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".model")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".model",
                        "dev.migrate.autogenerate..",
                        "dev.migrate.diff..",
                        "dev.migrate.inspect..",
                        "dev.migrate.product..",
                        "dev.migrate.render..",
                        "dev.migrate.scratch..")
                .because("models are compared by commands and by tests, never when an application starts")
                .check(module);
    }

    @Test
    void isNoCommandLine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .because("the command line is a module of its own")
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
