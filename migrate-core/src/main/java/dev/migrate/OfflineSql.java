package dev.migrate;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.operation.Migration;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.report.ValidationReport;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import dev.migrate.script.Script;
import dev.migrate.script.ScriptLoader;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes moves as scripts, without a database: for whoever may not let an application change a schema. A script is run
 * by the product's own client ({@code psql -f}, {@code mariadb <}, {@code mysql <}, {@code sqlite3 <}, H2's
 * {@code RunScript}); it keeps the record as an engine would, so that afterwards an engine finds the database where the
 * script left it. What cannot be written to {@code out} comes back as {@code UncheckedIOException}.
 */
public final class OfflineSql {

    private final MigrateSettings settings;
    private final Dialect dialect;
    private final Clock clock;
    private final ClassLoader classLoader;
    private final Iterable<? extends Migration> migrations;

    /**
     * Makes a writer; nothing is read yet.
     *
     * @param classLoader for scripts on the classpath
     * @param clock for the comment that says when a script was written
     * @param database the product's name, such as {@code postgresql}, or a JDBC URL that tells it
     */
    public OfflineSql(MigrateSettings settings, ClassLoader classLoader, Clock clock, String database) {
        this(settings, classLoader, clock, database, List.of());
    }

    /**
     * Makes a writer; nothing is read yet.
     *
     * @param classLoader for scripts on the classpath
     * @param clock for the comment that says when a script was written
     * @param database the product's name, such as {@code postgresql}, or a JDBC URL that tells it
     * @param migrations revisions in Java that somebody else makes, such as beans
     */
    public OfflineSql(
            MigrateSettings settings,
            ClassLoader classLoader,
            Clock clock,
            String database,
            Iterable<? extends Migration> migrations) {
        this.migrations = migrations;
        this.settings = settings;
        this.classLoader = classLoader;
        this.clock = clock;
        this.dialect = database.startsWith("jdbc:") ? Dialects.ofUrl(database) : Dialects.named(database);
    }

    /** Writes the upgrade of a range {@code [FROM:]TO}; without a range, from base to the only head. */
    public void upgrade(@Nullable String range, Appendable out) {
        LocalRevisions localRevisions = shipped();
        String asked = range == null ? onlyHead(localRevisions.graph()) : range;
        move(localRevisions, planner(localRevisions).offlineUpgrade(asked), out);
    }

    /** Writes the downgrade of a range {@code FROM:TO}. */
    public void downgrade(String range, Appendable out) {
        LocalRevisions localRevisions = shipped();
        move(localRevisions, planner(localRevisions).offlineDowngrade(range), out);
    }

    /** Writes what makes the targets the current revisions of a database, whatever was current before. */
    public void stamp(List<String> targets, Appendable out) {
        LocalRevisions localRevisions = shipped();
        targets.forEach(OfflineSql::checkOffline);
        List<String> rows = planner(localRevisions).stamp(List.of(), targets, true);
        Set<String> applied = new HashSet<>(localRevisions.graph().closure(rows));
        List<Revision> revisions = localRevisions.revisions().stream()
                .filter((revision) -> applied.contains(revision.id()))
                .toList();
        UnwrittenScriptCheck.check(applied.stream().map(localRevisions.scripts()::get));
        offline()
                .stamp(
                        revisions,
                        rows,
                        (id) -> Optional.ofNullable(localRevisions.scripts().get(id)),
                        MigrationRequest.to(String.join(", ", targets)),
                        out);
    }

    /** Writes what makes the engine's own tables, nothing else. */
    public void ensureVersion(Appendable out) {
        offline().ensureVersion(MigrationRequest.to(""), out);
    }

    /** Checks the scripts alone. Invalid scripts and an invalid graph are findings too. */
    public ValidationReport validate() {
        return new Validation(
                        this.settings,
                        new ScriptLoader(this.classLoader, this.dialect, this.migrations)
                                .read(this.settings.locations()))
                .report();
    }

    private void move(LocalRevisions localRevisions, Plan plan, Appendable out) {
        checkDirection(localRevisions.graph(), plan);
        UnwrittenScriptCheck.check(plan.steps().stream()
                .map((step) -> localRevisions.scripts().get(step.revision().id())));
        offline()
                .move(
                        List.of(plan),
                        localRevisions.graph(),
                        (step) -> localRevisions.scripts().get(step.revision().id()),
                        MigrationRequest.to(plan.target()),
                        out);
    }

    /** A range without a step is one of a single place, or one whose ends are the wrong way round. */
    private static void checkDirection(RevisionGraph graph, Plan plan) {
        if (!plan.steps().isEmpty()) {
            return;
        }
        List<String> target = graph.resolve(Symbol.parse(plan.target()), plan.from());
        if (!plan.from().containsAll(target)
                || (target.isEmpty() && !plan.from().isEmpty())) {
            boolean up = plan.direction() == Direction.UPGRADE;
            throw new ImpossibleMigrationException(
                    "range-not-ancestor",
                    "There is no %s from '%s' to '%s'."
                            .formatted(plan.direction(), String.join("', '", plan.from()), plan.target()),
                    up
                            ? "Write FROM:TO with FROM below TO, or use 'downgrade'."
                            : "Write FROM:TO with FROM above TO, or use 'upgrade'.",
                    plan.from());
        }
    }

    private static String onlyHead(RevisionGraph graph) {
        return graph.realHeads().size() > 1 ? "head" : "heads";
    }

    private static void checkOffline(String target) {
        boolean range = target.contains(":");
        if (range || Symbol.parse(target).countsFromCurrent()) {
            throw new WrongSymbolException(
                    range ? "range-not-allowed" : "bad-symbol",
                    target,
                    "'%s' starts from what is current, and a stamp that is written as SQL does not ask for that."
                            .formatted(target),
                    "Name the revision itself.",
                    List.of());
        }
    }

    private OfflineSqlWriter offline() {
        return new OfflineSqlWriter(this.settings, this.dialect, this.clock);
    }

    private LocalRevisions shipped() {
        return LocalRevisions.load(this.settings, this.classLoader, this.migrations, this.dialect);
    }

    private static Planner planner(LocalRevisions localRevisions) {
        return new Planner(
                localRevisions.graph(),
                (id) -> Optional.ofNullable(localRevisions.scripts().get(id))
                        .flatMap(Script::downgrade)
                        .isPresent());
    }
}
