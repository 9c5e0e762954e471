package dev.migrate.autogenerate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.migrate.testsupport.PackageRule;
import dev.migrate.testsupport.PublicApi;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of this module, with the packages of this module and of the core that each may use. */
class PackageRulesTests {

    private static final String ENGINE = "dev.migrate";

    private static final List<PackageRule> TABLE = List.of(
            new PackageRule(
                    "diff", List.of("schema", "operation"), "two schemas are compared without knowing any product"),
            new PackageRule(
                    "inspect",
                    List.of("schema", "sql", "ddl", "dialect", "error"),
                    "reading a database knows nothing of revisions"),
            new PackageRule(
                    "guard",
                    List.of("sql", "error"),
                    "whether a statement may run in scratch is decided from its text"),
            new PackageRule(
                    "scratch",
                    List.of("schema", "sql", "ddl", "session", "dialect", "inspect", "guard", "error"),
                    "a scratch database runs SQL and is read, and does not know what is verified in it"),
            new PackageRule(
                    "surroundings",
                    List.of("schema", "sql", "inspect", "diff"),
                    "what surrounds a schema is computed from schemas, without a database"),
            new PackageRule(
                    "product",
                    List.of("dialect", "inspect", "guard", "scratch", "error"),
                    "the one place that names the products, on top of their parts"),
            new PackageRule(
                    "render",
                    List.of("schema", "operation", "sql", "ddl", "dialect", "diff", "error"),
                    "a section is rendered from values, without a database"),
            new PackageRule(
                    "rows",
                    List.of("schema", "operation", "ddl", "diff", "scratch", "render"),
                    "rows are sampled from schemas, and sections run on them, without knowing any product"),
            new PackageRule(
                    "autogenerate",
                    List.of(
                            "error",
                            "schema",
                            "operation",
                            "sql",
                            "ddl",
                            "session",
                            "dialect",
                            "report",
                            "revision",
                            "contact",
                            "diff",
                            "inspect",
                            "guard",
                            "scratch",
                            "surroundings",
                            "product",
                            "render",
                            "rows",
                            "settings",
                            ENGINE),
                    "what is generated is written and run by the engine, not by the generator"));

    /** The internal packages of the core that this module uses, with the reasons. */
    private static final Map<String, String> INTERNALS = Map.of(
            "sql", "generated SQL is split and compared by the lexer that reads scripts",
            "ddl", "a generated script is rendered by the same classes as a Java revision",
            "dialect", "the product of a connection is detected once, with its capabilities",
            "session", "a scratch database runs with the session state of a migration",
            "contact", "tables of other tools are recognized by one list");

    private static JavaClasses module;

    @BeforeAll
    static void readsTheClasses() {
        module = PackageRule.classesOfModule(Autogenerate.class);
    }

    static Stream<PackageRule> table() {
        return TABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void usesOnlyWhatItsRuleAllows(PackageRule rule) {
        rule.below(ENGINE, PackageRulesTests::packages).check(module);
    }

    @Test
    void everyPackageHasARule() {
        PackageRule.everyPackageIsIn(TABLE, PackageRulesTests::packages).check(module);
    }

    @Test
    void onlyTheSourcesOfModelsKnowTheirLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("autogenerate.jpa"), packages("autogenerate.jdbc"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hibernate..", "jakarta.persistence..", "org.springframework.data..")
                .because("an application without Hibernate, or without Spring Data, is compared as well")
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
    void usesOnlyTheseInternalsOfTheCore() {
        String[] internals =
                INTERNALS.keySet().stream().map(PackageRulesTests::packages).toArray(String[]::new);
        String[] own = TABLE.stream()
                .map(PackageRule::name)
                .map(PackageRulesTests::packages)
                .toArray(String[]::new);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(ENGINE + "..")
                        .and(not(resideInAnyPackage(own)))
                        .and(not(PublicApi.exported()))
                        .and(not(resideInAnyPackage(internals))))
                .because("internals of the core can change in any release: " + INTERNALS)
                .check(module);
    }

    @Test
    void leaksNoInternalType() {
        PublicApi.leaksNoInternalType().check(module);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ENGINE + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package")
                .check(module);
    }

    private static String packages(String name) {
        return name.equals(ENGINE) ? ENGINE : ENGINE + "." + name + "..";
    }
}
