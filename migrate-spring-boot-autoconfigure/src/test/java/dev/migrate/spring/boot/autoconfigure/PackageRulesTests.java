package dev.migrate.spring.boot.autoconfigure;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.migrate.script.ScriptIndex;
import dev.migrate.testsupport.PackageRule;
import dev.migrate.testsupport.PublicApi;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the auto-configuration, bottom up: what each may use, and why not more. */
class PackageRulesTests {

    private static final String BOOT = "dev.migrate.spring.boot";

    private static final String ROOT = BOOT + ".autoconfigure";

    private static final List<PackageRule> TABLE = List.of(
            new PackageRule(
                    "autoconfigure.document",
                    List.of(),
                    "the endpoint and the command line render reports in the same way"),
            new PackageRule("autoconfigure.properties", List.of(), "properties are bound before there is an engine"),
            new PackageRule(
                    "autoconfigure.startup",
                    List.of("autoconfigure.properties"),
                    "an action receives its engine and does not create it"),
            new PackageRule(
                    "autoconfigure",
                    List.of("autoconfigure.properties", "autoconfigure.startup"),
                    "the engines and their startup are joined here"),
            new PackageRule(
                    "autoconfigure.connection",
                    List.of("autoconfigure"),
                    "a service connection replaces the connection properties"),
            new PackageRule(
                    "autoconfigure.diagnostics",
                    List.of("autoconfigure", "autoconfigure.properties", "autoconfigure.startup"),
                    "a failure of the startup is explained with the names of the engine's properties"),
            new PackageRule(
                    "autoconfigure.model",
                    List.of("autoconfigure", "autoconfigure.properties"),
                    "the models of an application are found in its context"),
            new PackageRule(
                    "autoconfigure.status",
                    List.of("autoconfigure", "autoconfigure.properties"),
                    "the status is cached without knowing who asks for it"),
            new PackageRule(
                    "autoconfigure.metrics",
                    List.of("autoconfigure", "autoconfigure.status"),
                    "an application without Actuator has metrics as well"),
            new PackageRule(
                    "autoconfigure.actuate",
                    List.of(
                            "autoconfigure",
                            "autoconfigure.properties",
                            "autoconfigure.status",
                            "autoconfigure.document"),
                    "nothing else knows the endpoint"));

    private static JavaClasses module;

    @BeforeAll
    static void readsTheClasses() {
        module = PackageRule.classesOfModule(MigrateAutoConfiguration.class);
    }

    static Stream<PackageRule> table() {
        return TABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void usesOnlyWhatItsRuleAllows(PackageRule rule) {
        rule.below(BOOT, PackageRulesTests::packages).check(module);
    }

    @Test
    void everyPackageHasARule() {
        PackageRule.everyPackageIsIn(TABLE, PackageRulesTests::packages).check(module);
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

    private static String packages(String name) {
        return BOOT + "." + name;
    }
}
