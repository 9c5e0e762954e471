package dev.migrate.script;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Recording;
import dev.migrate.script.Directive.Kind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/** Asks migrations what they do and makes scripts of them; nothing runs. */
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

    /** The script of a migration that somebody else has made; a class of its kind is not made again. */
    Optional<Script> load(Migration migration) {
        Class<?> type = ClassUtils.getUserClass(migration);
        return this.loaded.add(type.getName())
                ? this.classes.header(type).flatMap((header) -> script(header, migration))
                : Optional.empty();
    }

    /** The script of a class, where it holds a migration. */
    Optional<Script> load(ScriptFinder.Found found) {
        return this.classes
                .find(found)
                .filter((header) -> this.loaded.add(header.className()))
                .flatMap((header) -> make(header).flatMap((migration) -> script(header, migration)));
    }

    private Optional<Migration> make(MigrationHeader header) {
        try {
            Class<?> type = Class.forName(header.className(), true, this.classLoader);
            if (!Migration.class.isAssignableFrom(type)) {
                unmade(
                        header,
                        "The class bears '@Revision' and is no 'Migration'.",
                        "Let it implement 'dev.migrate.operation.Migration'.");
                return Optional.empty();
            }
            return Optional.of((Migration) BeanUtils.instantiateClass(type));
        } catch (BeanInstantiationException | ReflectiveOperationException | LinkageError failure) {
            Throwable why = failure.getCause() == null ? failure : failure.getCause();
            unmade(
                    header,
                    "The migration cannot be made: %s."
                            .formatted(
                                    why instanceof NoSuchMethodException
                                            ? "it has no constructor without parameters"
                                            : why),
                    "Give it a constructor without parameters that does nothing, or make it a bean.");
            return Optional.empty();
        }
    }

    private Optional<Script> script(MigrationHeader header, Migration migration) {
        TokenDigest digest = new TokenDigest();
        Optional<Recording> up = record(header, Kind.UPGRADE, migration::upgrade);
        Optional<Recording> down = record(header, Kind.DOWNGRADE, migration::downgrade);
        if (up.isEmpty() || down.isEmpty()) {
            return Optional.empty();
        }
        boolean oneWay = up.get().isIrreversible() || down.get().isIrreversible();
        Section upgrade = section(header, Kind.UPGRADE, up.get(), digest);
        Optional<Section> downgrade =
                oneWay ? Optional.empty() : down.map((way) -> section(header, Kind.DOWNGRADE, way, digest));
        return Optional.of(new Script(
                header.revision(),
                MigrationHeader.location(header.className()),
                digest.checksum(),
                upgrade,
                downgrade));
    }

    /** Code of users: whatever it throws is a problem of this revision, and not the end of the others. */
    @SuppressWarnings("checkstyle:IllegalCatch")
    private Optional<Recording> record(MigrationHeader header, Kind kind, Consumer<Operations> way) {
        Recording recording = new Recording(this.dialect.vocabulary(), () -> line(header.className()));
        try {
            way.accept(recording);
            return Optional.of(recording);
        } catch (RuntimeException | LinkageError failure) {
            this.problems.add(new Problem(
                    "unusable-migration",
                    new Location(MigrationHeader.source(header.className()), line(header.className(), failure)),
                    "Its %s cannot be said for %s: %s.".formatted(kind.word(), this.dialect.name(), said(failure)),
                    "Correct the method; what needs the database belongs into 'withJdbc(…)', what only one product has into"
                            + " 'sql(…)' below a look at 'dialect()'."));
            return Optional.empty();
        }
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message.replaceFirst("\\.$", "");
    }

    private Section section(MigrationHeader header, Kind kind, Recording recording, TokenDigest digest) {
        RecordedSection section = new SectionRecorder(this.dialect, header, this.problems).section(recording);
        boolean together = new SectionReading(this.dialect, this.problems, digest).read(section, kind);
        return together ? section : section.apart();
    }

    /** The line of a migration's source from which it asks for something. */
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

    private void unmade(MigrationHeader header, String message, String remedy) {
        Location where = new Location(MigrationHeader.location(header.className()), 1);
        this.problems.add(new Problem("unusable-migration", where, message, remedy));
    }
}
