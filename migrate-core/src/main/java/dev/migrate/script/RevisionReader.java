package dev.migrate.script;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.operation.Migration;
import dev.migrate.revision.Revision;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.util.ClassUtils;

/** Reads only the headers of scripts and migrations. Their SQL is not parsed, so no database product is required. */
public final class RevisionReader {

    private final ClassLoader classLoader;
    private final Predicate<String> excluded;

    /**
     * Creates a reader.
     *
     * @param classLoader the class loader for {@code classpath:} locations
     * @param excluded matches the URLs of files to ignore
     */
    public RevisionReader(ClassLoader classLoader, Predicate<String> excluded) {
        this.classLoader = classLoader;
        this.excluded = excluded;
    }

    /**
     * Returns the revisions of a location. A location that does not exist yields none, since it might be created later.
     *
     * @throws dev.migrate.error.InvalidScriptsException with every problem
     */
    public List<Revision> read(String location) {
        Problems locationProblems = new Problems();
        List<ScriptFinder.Found> files = new ScriptFinder(this.classLoader, locationProblems).find(List.of(location));
        Problems problems = new Problems();
        locationProblems.all().stream()
                .filter((problem) -> problem.code() != ErrorCode.MISSING_LOCATION)
                .forEach(problems::add);
        MigrationClasses classes = new MigrationClasses(this.classLoader, problems);
        List<Revision> revisions = new ArrayList<>();
        for (ScriptFinder.Found found : files) {
            try {
                if (found.isClass()) {
                    classes.find(found).map(MigrationHeader::revision).ifPresent(revisions::add);
                } else if (!this.excluded.test(found.resource().getURL().toString())) {
                    parse(found, problems).ifPresent(revisions::add);
                }
            } catch (IOException | UncheckedIOException failure) {
                problems.add(ScriptLoader.unreadable(found, failure));
            }
        }
        problems.throwIfAny(InvalidScriptsException::new);
        return List.copyOf(revisions);
    }

    private static Optional<Revision> parse(ScriptFinder.Found found, Problems problems) throws IOException {
        Optional<Revision> revision;
        try (Reader reader = ScriptText.read(found.location(), found.resource()).open(0)) {
            revision = parse(found.location(), reader, problems);
        }
        for (ScriptFinder.Found copy : found.copies()) {
            Optional<Revision> other = parse(copy, new Problems());
            if (revision.isPresent() && other.filter(revision.get()::hasPlaceOf).isEmpty()) {
                problems.add(found.ambiguous(copy));
            }
        }
        return revision;
    }

    /**
     * Returns the revisions of migrations in Java.
     *
     * @throws dev.migrate.error.InvalidScriptsException with every problem
     */
    public List<Revision> read(Iterable<? extends Migration> migrations) {
        Problems problems = new Problems();
        MigrationClasses classes = new MigrationClasses(this.classLoader, problems);
        List<Revision> revisions = new ArrayList<>();
        migrations.forEach((migration) -> classes.header(ClassUtils.getUserClass(migration))
                .map(MigrationHeader::revision)
                .ifPresent(revisions::add));
        problems.throwIfAny(InvalidScriptsException::new);
        return List.copyOf(revisions);
    }

    /**
     * Returns the revision described by the text of a script.
     *
     * @throws dev.migrate.error.InvalidScriptsException with every problem
     */
    public static Revision parse(String location, String text) {
        Problems problems = new Problems();
        try {
            Optional<Revision> revision = parse(location, new StringReader(text), problems);
            problems.throwIfAny(InvalidScriptsException::new);
            return revision.orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Revision> parse(String location, Reader text, Problems problems) throws IOException {
        ScriptOutline scriptOutline = new ScriptOutlineParser(location, problems).parse(text);
        if (!scriptOutline.has(Directive.Kind.UPGRADE)) {
            problems.add(new Problem(
                    ErrorCode.NO_UPGRADE_SECTION,
                    new Location(location, 1),
                    "The script has no upgrade section.",
                    "Add a line '-- migrate:upgrade', and leave the section empty if there is nothing to do."));
        }
        return new HeaderParser(location, problems).parse(scriptOutline.header());
    }
}
