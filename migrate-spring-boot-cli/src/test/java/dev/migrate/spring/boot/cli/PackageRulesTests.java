package dev.migrate.spring.boot.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.migrate.testsupport.PackageRule;
import dev.migrate.testsupport.PublicApi;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the command line, bottom up: what each may use, and why not more. */
class PackageRulesTests {

    private static final String BOOT = "dev.migrate.spring.boot";

    private static final List<PackageRule> TABLE = List.of(
            new PackageRule(
                    "cli.terminal", List.of(), "what is printed, and how wide it is, does not depend on a command"),
            new PackageRule(
                    "cli.command",
                    List.of("cli.terminal", "autoconfigure.document", "autoconfigure.properties"),
                    "a command knows neither the process nor the application context"),
            new PackageRule(
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
    static void readsTheClasses() {
        module = PackageRule.classesOfModule(CommandLineListener.class);
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

    private static String packages(String name) {
        return BOOT + "." + name;
    }
}
