package dev.migrate.spring.boot.autoconfigure;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.Configuration;

/** The conventions of auto-configurations, and of the classes that Spring finds by itself. */
class AutoConfigurationRulesTests {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.migrate.spring");

    @Test
    void autoConfigurationsArePublicAndFinal() {
        classes()
                .that()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .haveModifier(PUBLIC)
                .andShould()
                .haveModifier(FINAL)
                .because("applications name them to exclude them, and extend them never")
                .check(MODULE);
    }

    @Test
    void autoConfigurationsHaveNoPublicMembers() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .bePublic()
                .because("bean methods are called by Spring alone")
                .check(MODULE);
    }

    @Test
    void nestedConfigurationsAreNotPublic() {
        classes()
                .that()
                .areAnnotatedWith(Configuration.class)
                .and()
                .areNotAnnotatedWith(AutoConfiguration.class)
                .should()
                .notBePublic()
                .check(MODULE);
    }

    @Test
    void beanMethodsAreNotPrivate() {
        noMethods().that().areAnnotatedWith(Bean.class).should().bePrivate().check(MODULE);
    }

    @Test
    void beanMethodsDoNotDependOnOptionalClasses() {
        noMethods()
                .that()
                .areAnnotatedWith(Bean.class)
                .should()
                .beAnnotatedWith(ConditionalOnClass.class)
                .because("the class of the method is loaded before its condition is asked")
                .check(MODULE);
    }

    @Test
    void beanMethodsOfPostProcessorsAndFiltersAreStatic() {
        methods()
                .that()
                .areAnnotatedWith(Bean.class)
                .and()
                .haveRawReturnType(assignableTo(BeanPostProcessor.class)
                        .or(assignableTo(BeanFactoryPostProcessor.class))
                        .or(assignableTo(LazyInitializationExcludeFilter.class)))
                .should()
                .haveModifier(STATIC)
                .because("they are made before the configuration that declares them")
                .check(MODULE);
    }

    @Test
    void autoDetectedTypesAreNotPublic() {
        classes()
                .that()
                .areAssignableTo(Condition.class)
                .or()
                .areAssignableTo(DatabaseInitializerDetector.class)
                .or()
                .areAssignableTo(FailureAnalyzer.class)
                .should()
                .notBePublic()
                .check(MODULE);
    }

    @Test
    void onlyTheEndpointDependsOnActuator() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..actuate..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.actuate..")
                .because("an application without Actuator is migrated as well")
                .check(MODULE);
    }

    @Test
    void onlyWritePermissionDependsOnSpringSecurity() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("WritePermission")
                .and()
                .areNotMemberClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.security..")
                .because("an application without Spring Security has the endpoint as well")
                .check(MODULE);
    }
}
