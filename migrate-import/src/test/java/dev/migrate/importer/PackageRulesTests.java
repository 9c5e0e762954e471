package dev.migrate.importer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
                    "importer",
                    List.of("error", "request", "revision", "sql", "dialect", "script", ENGINE),
                    "revisions are written without knowing the tool that their scripts are from"),
            new PackageRule(
                    "importer.flyway", List.of("error", "importer"), "scripts are read without knowing revisions"));

    /** The internal packages of the core that this module uses, with the reasons. */
    private static final Map<String, String> INTERNALS = Map.of(
            "sql", "statements are split by the lexer that reads scripts",
            "dialect", "the lexer and the transactions of a product are its dialect's",
            "script", "a revision is verified by the loader that will read it");

    private static JavaClasses module;

    @BeforeAll
    static void readsTheClasses() {
        module = PackageRule.classesOfModule(Importer.class);
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
    void doesNotRequireTheTools() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.flywaydb..", "liquibase..")
                .because("an application is imported after it has exchanged the dependency, too")
                .check(module);
    }

    @Test
    void usesOnlyTheseInternalsOfTheCore() {
        String[] internals = INTERNALS.keySet().stream()
                .map((name) -> ENGINE + "." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(ENGINE + "..")
                        .and(not(resideInAPackage(ENGINE + ".importer..")))
                        .and(not(PublicApi.exported()))
                        .and(not(resideInAnyPackage(internals))))
                .because("internals of the core can change in any release: " + INTERNALS)
                .check(module);
    }

    @Test
    void leaksNoInternalType() {
        PublicApi.leaksNoInternalType().check(module);
    }

    private static String packages(String name) {
        return name.equals(ENGINE) ? ENGINE : ENGINE + "." + name;
    }
}
