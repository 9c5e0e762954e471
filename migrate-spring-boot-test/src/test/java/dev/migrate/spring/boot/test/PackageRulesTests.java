package dev.migrate.spring.boot.test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.migrate.testsupport.PublicApi;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The one package of this module. */
class PackageRulesTests {

    @Test
    void usesOnlyTheEnginesAndTheirModels() throws URISyntaxException {
        JavaClasses module = new ClassFileImporter()
                .importPath(Path.of(MigrationAssertions.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
        classes()
                .should()
                .resideInAPackage("dev.migrate.spring.boot.test")
                .andShould()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.migrate.."))
                        .or(resideInAnyPackage(
                                "dev.migrate",
                                "dev.migrate.report",
                                "dev.migrate.settings",
                                "dev.migrate.autogenerate",
                                "dev.migrate.diff",
                                "dev.migrate.spring.boot.autoconfigure.model",
                                "dev.migrate.spring.boot.test")))
                .because("a test of an application needs no test framework, no command line, and no endpoint for this")
                .check(module);
        PublicApi.leaksNoInternalType().check(module);
    }
}
