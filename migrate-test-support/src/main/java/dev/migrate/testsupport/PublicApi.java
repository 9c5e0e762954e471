package dev.migrate.testsupport;

import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The public API of the libraries: the public types of these packages, which change compatibly between releases. All
 * other packages can change in any release.
 */
public final class PublicApi {

    private static final String BOOT = "dev.migrate.spring.boot.autoconfigure.";

    /** The exported packages, without the packages below them. */
    public static final Set<String> PACKAGES = Set.of(
            "dev.migrate",
            "dev.migrate.error",
            "dev.migrate.operation",
            "dev.migrate.plan",
            "dev.migrate.report",
            "dev.migrate.request",
            "dev.migrate.revision",
            "dev.migrate.schema",
            "dev.migrate.settings",
            "dev.migrate.autogenerate",
            "dev.migrate.autogenerate.jdbc",
            "dev.migrate.autogenerate.jpa",
            "dev.migrate.importer",
            "dev.migrate.importer.flyway",
            "dev.migrate.spring.boot.test");

    /** Exported types of other packages, with the reason. */
    public static final Map<String, String> TYPES = Map.ofEntries(
            entry("dev.migrate.diff.SchemaDifference", "the result of a comparison"),
            entry("dev.migrate.render.Warning", "the result of rendering a script"),
            entry(BOOT + "EngineListenerFactory", "an application implements it"),
            entry(BOOT + "MigrateConnectionDetails", "an application implements it"),
            entry(BOOT + "MigrateDataSource", "an application annotates a data source with it"),
            entry(BOOT + "MigrateSettingsCustomizer", "an application implements it"),
            entry(BOOT + "metrics.MigrationRevisionContext", "an application's convention reads it"),
            entry(BOOT + "metrics.MigrationRevisionConvention", "an application implements it"),
            entry(BOOT + "metrics.MigrationRunContext", "an application's convention reads it"),
            entry(BOOT + "metrics.MigrationRunConvention", "an application implements it"));

    private PublicApi() {}

    /** Returns the predicate of exported types. */
    public static DescribedPredicate<JavaClass> exported() {
        return DescribedPredicate.describe("exported", PublicApi::isExported);
    }

    /** Returns the rule that the public signatures of exported types mention only exported types. */
    public static ArchRule leaksNoInternalType() {
        return ArchRuleDefinition.classes()
                .that(DescribedPredicate.describe(
                        "exported and accessible", (type) -> isExported(type) && isAccessible(type)))
                .should(mentionOnlyExportedTypes())
                .because("a user cannot call what an internal type is required for, or depends on what may change");
    }

    private static boolean isExported(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return PACKAGES.contains(outermost.getPackageName()) || TYPES.containsKey(outermost.getName());
    }

    private static boolean isAccessible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicApi::isAccessible).orElse(true);
    }

    private static ArchCondition<JavaClass> mentionOnlyExportedTypes() {
        return new ArchCondition<>("mention only exported types in their signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream())
                        .filter((parent) -> isAccessible(parent.toErasure()))
                        .forEach((parent) -> check(type.getName(), parent, events));
                type.getMembers().stream()
                        .filter(PublicApi::isAccessible)
                        .forEach((member) ->
                                signature(member).forEach((part) -> check(member.getFullName(), part, events)));
            }

            private void check(String where, JavaType signature, ConditionEvents events) {
                for (JavaClass raw : signature.getAllInvolvedRawTypes()) {
                    JavaClass mentioned = raw.getBaseComponentType();
                    if (mentioned.getName().startsWith("dev.migrate.") && !isExported(mentioned)) {
                        events.add(SimpleConditionEvent.violated(where, where + " mentions " + mentioned.getName()));
                    }
                }
            }
        };
    }

    private static boolean isAccessible(JavaMember member) {
        return !member.getModifiers().contains(JavaModifier.SYNTHETIC)
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || (member.getModifiers().contains(JavaModifier.PROTECTED)
                                && !member.getOwner().getModifiers().contains(JavaModifier.FINAL)));
    }

    private static Stream<JavaType> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(code.getReturnType()),
                        code.getParameterTypes().stream(),
                        code.getExceptionTypes().stream().map(JavaType.class::cast))
                .flatMap((types) -> types);
    }
}
