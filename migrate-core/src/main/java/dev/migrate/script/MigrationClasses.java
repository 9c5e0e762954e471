package dev.migrate.script;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.operation.Migration;
import dev.migrate.operation.Revision;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Finds migration classes by their class files, so that no other class is loaded. */
final class MigrationClasses {

    private final MetadataReaderFactory files;
    private final Problems problems;

    MigrationClasses(ClassLoader classLoader, Problems problems) {
        this.files = MetadataReaderFactory.create(classLoader);
        this.problems = problems;
    }

    /** Returns the header of a class file, or empty if it holds no concrete migration or its header is invalid. */
    Optional<MigrationHeader> find(ScriptFinder.Found found) {
        try {
            AnnotationMetadata metadata =
                    this.files.getMetadataReader(found.resource()).getAnnotationMetadata();
            boolean says = metadata.hasAnnotation(Revision.class.getName());
            boolean does = List.of(metadata.getInterfaceNames()).contains(Migration.class.getName());
            return metadata.isConcrete() && (says || does)
                    ? header(metadata.getClassName(), metadata.getAnnotations())
                    : Optional.empty();
        } catch (IOException failure) {
            this.problems.add(new Problem(
                    ErrorCode.UNREADABLE_SCRIPT,
                    new Location(found.location(), 1),
                    "Could not read the class: %s.".formatted(failure),
                    "Recompile the class for the Java version in use."));
            return Optional.empty();
        }
    }

    /** Returns the header of a class, or empty if it is invalid. */
    Optional<MigrationHeader> header(Class<?> migration) {
        return header(migration.getName(), MergedAnnotations.from(migration));
    }

    private Optional<MigrationHeader> header(String className, MergedAnnotations annotations) {
        MergedAnnotation<Revision> says = annotations.get(Revision.class);
        Location where = new Location(MigrationHeader.location(className), 1);
        if (!says.isPresent()) {
            this.problems.add(new Problem(
                    ErrorCode.MISSING_REVISION_ID,
                    where,
                    "The migration '%s' is not annotated with '@Revision'.".formatted(className),
                    "Add '@Revision(id = \"…\", revises = \"…\", message = \"…\")' to the class."));
            return Optional.empty();
        }
        HeaderValues values = new HeaderValues(this.problems);
        List<String> revises = values.list("revises", List.of(says.getStringArray("revises")), where);
        values.checkId(says.getString("id"), where);
        revises.forEach((id) -> values.checkId(id, where));
        String author = says.getString("author");
        return Optional.of(new MigrationHeader(
                className,
                new dev.migrate.revision.Revision(
                        says.getString("id"),
                        revises,
                        values.list("dependsOn", List.of(says.getStringArray("dependsOn")), where),
                        values.list("labels", List.of(says.getStringArray("labels")), where),
                        says.getString("message"),
                        author.isEmpty() ? null : author,
                        values.created(says.getString("created"), where),
                        where),
                says.getBoolean("transactional")));
    }
}
