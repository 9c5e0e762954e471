package dev.migrate.testsupport;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The rule for a package of a module: what it may use, and why not more.
 *
 * @param name the package, below the root of the module
 * @param mayUse the other packages below the root that it may use
 * @param reason why it uses no more
 */
public record PackageRule(String name, List<String> mayUse, String reason) {

    /** Returns all classes of the module to which a class belongs. */
    public static JavaClasses classesOfModule(Class<?> member) {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(member.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /**
     * Returns the rule, which restricts the use of packages below the root only.
     *
     * @param pattern the pattern of ArchUnit for a package of the table
     */
    public ArchRule below(String root, UnaryOperator<String> pattern) {
        String[] allowed = Stream.concat(Stream.of(this.name), this.mayUse.stream())
                .map(pattern)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(pattern.apply(this.name))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(root + "..")).or(resideInAnyPackage(allowed)))
                .because(this.reason);
    }

    /** Returns the rule that each package of a module is in a table. */
    public static ArchRule everyPackageIsIn(List<PackageRule> table, UnaryOperator<String> pattern) {
        return classes()
                .should()
                .resideInAnyPackage(
                        table.stream().map(PackageRule::name).map(pattern).toArray(String[]::new))
                .because(
                        "a package is in one module only, and a new one needs a rule that says what it may use, and why");
    }

    @Override
    public String toString() {
        return this.name;
    }
}
