package dev.migrate.script;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.operation.Migration;
import dev.migrate.operation.OperationRecorder;
import dev.migrate.operation.Operations;
import dev.migrate.script.Directive.Kind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/** Records the operations of migrations in Java and converts them to scripts; nothing runs. */
final class MigrationLoader {

    private final ClassLoader classLoader;
    private final Dialect dialect;
    private final MigrationClasses classes;
    private final Problems problems;
    private final Set<String> loaded = new HashSet<>();

    MigrationLoader(ClassLoader classLoader, Dialect dialect, Problems problems) {
        this.classLoader = classLoader;
        this.dialect = dialect;
        this.classes = new MigrationClasses(classLoader, problems);
        this.problems = problems;
    }

    /** Returns the script of an existing migration object; its class is not instantiated again. */
    Optional<Script> load(Migration migration) {
        Class<?> type = ClassUtils.getUserClass(migration);
        return this.loaded.add(type.getName())
                ? this.classes.header(type).flatMap((header) -> script(header, migration))
                : Optional.empty();
    }

    /** Returns the script of a class file; empty if it is not a migration. */
    Optional<Script> load(ScriptFinder.Found found) {
        return this.classes
                .find(found)
                .filter((header) -> this.loaded.add(header.className()))
                .flatMap((header) -> instantiate(header).flatMap((migration) -> script(header, migration)));
    }

    private Optional<Migration> instantiate(MigrationHeader header) {
        try {
            Class<?> type = Class.forName(header.className(), true, this.classLoader);
            if (!Migration.class.isAssignableFrom(type)) {
                reportUnusable(
                        header,
                        "The class is annotated with '@Revision' but does not implement 'Migration'.",
                        "Implement 'dev.migrate.operation.Migration'.");
                return Optional.empty();
            }
            return Optional.of((Migration) BeanUtils.instantiateClass(type));
        } catch (BeanInstantiationException | ReflectiveOperationException | LinkageError failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            reportUnusable(
                    header,
                    "Cannot create the migration: %s."
                            .formatted(
                                    cause instanceof NoSuchMethodException
                                            ? "it has no no-argument constructor"
                                            : cause),
                    "Add a no-argument constructor without side effects, or define the migration as a bean.");
            return Optional.empty();
        }
    }

    private Optional<Script> script(MigrationHeader header, Migration migration) {
        TokenDigest digest = new TokenDigest();
        Optional<OperationRecorder> upgradeRecorder = record(header, Kind.UPGRADE, migration::upgrade);
        Optional<OperationRecorder> downgradeRecorder = record(header, Kind.DOWNGRADE, migration::downgrade);
        if (upgradeRecorder.isEmpty() || downgradeRecorder.isEmpty()) {
            return Optional.empty();
        }
        boolean irreversible = upgradeRecorder.get().isIrreversible()
                || downgradeRecorder.get().isIrreversible();
        Section upgrade = section(header, Kind.UPGRADE, upgradeRecorder.get(), digest);
        Optional<Section> downgrade = irreversible
                ? Optional.empty()
                : downgradeRecorder.map((recorder) -> section(header, Kind.DOWNGRADE, recorder, digest));
        return Optional.of(new Script(
                header.revision(),
                MigrationHeader.location(header.className()),
                digest.checksum(),
                upgrade,
                downgrade));
    }

    /** Records one direction. The method is user code: any exception becomes a problem of this revision only. */
    @SuppressWarnings("checkstyle:IllegalCatch")
    private Optional<OperationRecorder> record(MigrationHeader header, Kind kind, Consumer<Operations> method) {
        OperationRecorder recorder =
                new OperationRecorder(this.dialect.portableTypes(), () -> line(header.className()));
        try {
            method.accept(recorder);
            return Optional.of(recorder);
        } catch (RuntimeException | LinkageError failure) {
            this.problems.add(new Problem(
                    ErrorCode.UNUSABLE_MIGRATION,
                    new Location(MigrationHeader.source(header.className()), line(header.className(), failure)),
                    "Could not record the %s for %s: %s."
                            .formatted(kind.word(), this.dialect.name(), describe(failure)),
                    "Correct the method. Use 'withJdbc(…)' for code that requires the database, and 'sql(…)' after checking"
                            + " 'dialect()' for SQL of one product."));
            return Optional.empty();
        }
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message.replaceFirst("\\.$", "");
    }

    private Section section(MigrationHeader header, Kind kind, OperationRecorder recorder, TokenDigest digest) {
        JavaSection section = new JavaSectionBuilder(this.dialect, header, this.problems).section(recorder);
        boolean transactional = new SectionValidator(this.dialect, this.problems, digest).read(section, kind);
        return transactional ? section : section.withoutTransaction();
    }

    /** Returns the line of the migration's source that is being executed. */
    private static int line(String className) {
        String source = MigrationHeader.outermost(className);
        return StackWalker.getInstance()
                .walk((frames) -> frames.filter((frame) ->
                                MigrationHeader.outermost(frame.getClassName()).equals(source))
                        .mapToInt(StackWalker.StackFrame::getLineNumber)
                        .filter((line) -> line > 0)
                        .findFirst()
                        .orElse(1));
    }

    private static int line(String className, Throwable failure) {
        String source = MigrationHeader.outermost(className);
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (MigrationHeader.outermost(frame.getClassName()).equals(source) && frame.getLineNumber() > 0) {
                return frame.getLineNumber();
            }
        }
        return 1;
    }

    private void reportUnusable(MigrationHeader header, String message, String remedy) {
        Location location = new Location(MigrationHeader.location(header.className()), 1);
        this.problems.add(new Problem(ErrorCode.UNUSABLE_MIGRATION, location, message, remedy));
    }
}
