package dev.migrate;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.engine.ClientScriptBuilder;
import dev.migrate.engine.LocalRevisions;
import dev.migrate.engine.UnwrittenScriptCheck;
import dev.migrate.engine.Validation;
import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.operation.Migration;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.report.ValidationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import dev.migrate.run.PreparedPlan;
import dev.migrate.script.Script;
import dev.migrate.script.ScriptLoader;
import dev.migrate.settings.MigrateSettings;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes upgrades, downgrades, and stamps as SQL scripts, without a connection to the database: for databases whose
 * schema an application may not change. The script is run by the command-line client of the database ({@code psql -f},
 * {@code mariadb <}, {@code mysql <}, {@code sqlite3 <}, H2's {@code RunScript}). It maintains the record like the
 * engine, which can continue from the state that the script leaves.
 */
public final class OfflineSql {

    private final MigrateSettings settings;
    private final Dialect dialect;
    private final Clock clock;
    private final ClassLoader classLoader;
    private final Iterable<? extends Migration> migrations;

    private OfflineSql(Dialect dialect, Builder builder) {
        this.dialect = dialect;
        this.settings = builder.settings;
        this.classLoader = builder.classLoader;
        this.clock = builder.clock;
        this.migrations = builder.migrations;
    }

    /**
     * Returns a builder of a writer with the default settings.
     *
     * @param database the name of the product, such as {@code postgresql}, or a JDBC URL of it
     * @throws dev.migrate.error.DatabaseException if the product is unknown
     */
    public static Builder builder(String database) {
        return new Builder(database.startsWith("jdbc:") ? Dialects.ofUrl(database) : Dialects.named(database));
    }

    /**
     * Writes the upgrade of a range.
     *
     * @param range the range, in the form {@code [FROM:]TO}; null for the range from base to the only head
     * @param out receives the script
     * @throws dev.migrate.error.MigrateException if a script or the range is invalid, or if the upgrade cannot be
     *     written as a script
     * @throws java.io.UncheckedIOException if {@code out} cannot be written to
     */
    public void upgrade(@Nullable String range, Appendable out) {
        LocalRevisions localRevisions = localRevisions();
        String requested = range == null ? onlyHead(localRevisions.graph()) : range;
        write(localRevisions, planner(localRevisions).offlineUpgrade(requested), out);
    }

    /**
     * Writes the downgrade of a range.
     *
     * @param range the range, in the form {@code FROM:TO}
     * @param out receives the script
     * @throws dev.migrate.error.MigrateException if a script or the range is invalid, or if the downgrade cannot be
     *     written as a script
     * @throws java.io.UncheckedIOException if {@code out} cannot be written to
     */
    public void downgrade(String range, Appendable out) {
        LocalRevisions localRevisions = localRevisions();
        write(localRevisions, planner(localRevisions).offlineDowngrade(range), out);
    }

    /**
     * Writes a stamp, which replaces the current revisions of a database with the targets.
     *
     * @param targets the symbols of the new current revisions
     * @param out receives the script
     * @throws dev.migrate.error.MigrateException if a script or a target is invalid
     * @throws java.io.UncheckedIOException if {@code out} cannot be written to
     */
    public void stamp(List<String> targets, Appendable out) {
        LocalRevisions localRevisions = localRevisions();
        targets.forEach(OfflineSql::checkOffline);
        List<String> rows = planner(localRevisions).stamp(List.of(), targets, true);
        Set<String> applied = new HashSet<>(localRevisions.graph().closure(rows));
        List<Revision> revisions = localRevisions.revisions().stream()
                .filter((revision) -> applied.contains(revision.id()))
                .toList();
        UnwrittenScriptCheck.check(applied.stream().map(localRevisions.scripts()::get));
        ClientScriptBuilder.Stamp stamp = new ClientScriptBuilder.Stamp(
                revisions,
                rows,
                (id) -> Optional.ofNullable(localRevisions.scripts().get(id)));
        clientScript().writeStamp(stamp, MigrationRequest.to(String.join(", ", targets)), out);
    }

    /**
     * Writes the statements that create Migrate's own tables.
     *
     * @param out receives the script
     * @throws java.io.UncheckedIOException if {@code out} cannot be written to
     */
    public void ensureVersion(Appendable out) {
        clientScript().writeTables(MigrationRequest.to(""), out);
    }

    /** Checks the scripts without a database. Invalid scripts and an invalid graph are reported as findings. */
    public ValidationReport validate() {
        return new Validation(
                        this.settings,
                        new ScriptLoader(this.classLoader, this.dialect, this.migrations)
                                .read(this.settings.locations()))
                .report();
    }

    private void write(LocalRevisions localRevisions, Plan plan, Appendable out) {
        checkDirection(localRevisions.graph(), plan);
        UnwrittenScriptCheck.check(plan.steps().stream()
                .map((step) -> localRevisions.scripts().get(step.revision().id())));
        clientScript()
                .writePlans(
                        List.of(PreparedPlan.of(
                                plan,
                                (step) -> localRevisions
                                        .scripts()
                                        .get(step.revision().id()))),
                        localRevisions.graph(),
                        MigrationRequest.to(plan.target()),
                        out);
    }

    /**
     * Rejects a range without steps whose ends are in the wrong order. A range that starts and ends at the same
     * revisions is valid.
     */
    private static void checkDirection(RevisionGraph graph, Plan plan) {
        if (!plan.steps().isEmpty()) {
            return;
        }
        List<String> target = graph.resolve(Symbol.parse(plan.target()), plan.from());
        if (!plan.from().containsAll(target)
                || (target.isEmpty() && !plan.from().isEmpty())) {
            boolean up = plan.direction() == Direction.UPGRADE;
            throw new ImpossibleMigrationException(
                    ErrorCode.RANGE_NOT_ANCESTOR,
                    "There is no %s from '%s' to '%s'."
                            .formatted(plan.direction(), String.join("', '", plan.from()), plan.target()),
                    up
                            ? Remedy.of("Write FROM:TO with FROM below TO, or use %s.", new Command("downgrade"))
                            : Remedy.of("Write FROM:TO with FROM above TO, or use %s.", new Command("upgrade")),
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
                    range ? ErrorCode.RANGE_NOT_ALLOWED : ErrorCode.BAD_SYMBOL,
                    target,
                    "'%s' depends on the current revisions, which an SQL script does not read.".formatted(target),
                    "Name the revision.",
                    List.of());
        }
    }

    /** Returns the name of the database product that the SQL is for, such as {@code postgresql}. */
    public String product() {
        return this.dialect.name();
    }

    private ClientScriptBuilder clientScript() {
        return new ClientScriptBuilder(this.settings, this.dialect, this.clock);
    }

    private LocalRevisions localRevisions() {
        return LocalRevisions.load(this.settings, this.classLoader, this.migrations, this.dialect);
    }

    private static Planner planner(LocalRevisions localRevisions) {
        return new Planner(
                localRevisions.graph(),
                (id) -> Optional.ofNullable(localRevisions.scripts().get(id))
                        .flatMap(Script::downgrade)
                        .isPresent());
    }

    /** Builds a writer. Values that are not set keep their defaults. */
    public static final class Builder extends EntryPointBuilder<Builder> {

        private final Dialect dialect;

        private Builder(Dialect dialect) {
            this.dialect = dialect;
        }

        /** Returns the writer. It reads the scripts for each call. */
        public OfflineSql build() {
            return new OfflineSql(this.dialect, this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
