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

    /** Returns the header of a class file; empty if it is not a concrete migration or its header is invalid. */
    Optional<MigrationHeader> find(ScriptFinder.Found found) {
        try {
            AnnotationMetadata metadata =
                    this.files.getMetadataReader(found.resource()).getAnnotationMetadata();
            boolean annotated = metadata.hasAnnotation(Revision.class.getName());
            boolean implementing = List.of(metadata.getInterfaceNames()).contains(Migration.class.getName());
            return metadata.isConcrete() && (annotated || implementing)
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

    /** Returns the header of a class; empty if it is invalid. */
    Optional<MigrationHeader> header(Class<?> migration) {
        return header(migration.getName(), MergedAnnotations.from(migration));
    }

    private Optional<MigrationHeader> header(String className, MergedAnnotations annotations) {
        MergedAnnotation<Revision> annotation = annotations.get(Revision.class);
        Location location = new Location(MigrationHeader.location(className), 1);
        if (!annotation.isPresent()) {
            this.problems.add(new Problem(
                    ErrorCode.MISSING_REVISION_ID,
                    location,
                    "The migration '%s' is not annotated with '@Revision'.".formatted(className),
                    "Add '@Revision(id = \"…\", revises = \"…\", message = \"…\")' to the class."));
            return Optional.empty();
        }
        HeaderValues values = new HeaderValues(this.problems);
        List<String> revises = values.list("revises", List.of(annotation.getStringArray("revises")), location);
        values.checkId(annotation.getString("id"), location);
        revises.forEach((id) -> values.checkId(id, location));
        String author = annotation.getString("author");
        return Optional.of(new MigrationHeader(
                className,
                new dev.migrate.revision.Revision(
                        annotation.getString("id"),
                        revises,
                        values.list("dependsOn", List.of(annotation.getStringArray("dependsOn")), location),
                        values.list("labels", List.of(annotation.getStringArray("labels")), location),
                        annotation.getString("message"),
                        author.isEmpty() ? null : author,
                        values.created(annotation.getString("created"), location),
                        location),
                annotation.getBoolean("transactional")));
    }
}
