package dev.migrate.spring.boot.test;

import dev.migrate.MigrationEngine;
import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.Drift;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.report.Finding;
import dev.migrate.report.RevisionReport;
import dev.migrate.spring.boot.autoconfigure.model.ModelSources;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;

/**
 * Assertions about the revisions of an application for use in its tests, with any test framework. Each throws an
 * {@link AssertionError} that lists all violations.
 *
 * <pre>{@code
 * assertThatMigrationsOf(context).haveASingleHead().areReversible().matchTheModels();
 * }</pre>
 */
public final class MigrationAssertions {

    private final MigrationEngine engine;
    private final ModelSource models;

    private MigrationAssertions(MigrationEngine engine, ModelSource models) {
        this.engine = engine;
        this.models = models;
    }

    /**
     * Returns assertions about the application in a context.
     *
     * @param context the context of the test, with one engine
     */
    public static MigrationAssertions assertThatMigrationsOf(ApplicationContext context) {
        MigrationEngine engine = context.getBean(MigrationEngine.class);
        ModelSources sources = ModelSources.in(context);
        return new MigrationAssertions(
                engine, sources.named(engine.settings().autogenerate().source()));
    }

    /**
     * Asserts that the scripts have a single head.
     *
     * @throws AssertionError if there are several heads or none
     */
    public MigrationAssertions haveASingleHead() {
        List<RevisionReport> heads = this.engine.heads().heads();
        if (heads.size() != 1) {
            throw new AssertionError("There should be a single head, but there are %d: %s. Run 'migrate merge'."
                    .formatted(heads.size(), named(heads)));
        }
        return this;
    }

    /**
     * Asserts that {@code validate} finds no error: the scripts are complete and form a graph with one head, none was
     * edited after it was applied, and the database has them all.
     *
     * @throws AssertionError if there is an error, with all errors
     */
    public MigrationAssertions areValid() {
        List<Finding> errors = this.engine.validate(true).findings().stream()
                .filter(Finding::isError)
                .toList();
        if (!errors.isEmpty()) {
            throw new AssertionError("The scripts and the database should be valid, but:\n"
                    + errors.stream().map((error) -> "  " + error).collect(Collectors.joining("\n")));
        }
        return this;
    }

    /**
     * Asserts that each revision is reversible.
     *
     * @param exceptions the ids of revisions that are allowed to be irreversible
     * @throws AssertionError if other revisions are irreversible
     */
    public MigrationAssertions areReversible(String... exceptions) {
        Set<String> excepted = Set.of(exceptions);
        List<RevisionReport> irreversible = this.engine.history(null).revisions().stream()
                .filter((revision) -> !revision.script().reversible() && !excepted.contains(revision.id()))
                .toList();
        if (!irreversible.isEmpty()) {
            throw new AssertionError("Every revision should be reversible, but these are not: %s. Add a section"
                            .formatted(named(irreversible))
                    + " '-- migrate:downgrade'.");
        }
        return this;
    }

    /**
     * Asserts that the database, upgraded to the heads, matches the models.
     *
     * @throws AssertionError if they differ, with all differences
     */
    public MigrationAssertions matchTheModels() {
        Drift drift = Autogenerate.of(this.engine, this.models).compare();
        if (!drift.isEmpty()) {
            throw new AssertionError("The revisions should match the models (%s), but they differ:\n%s\nRun"
                            .formatted(
                                    drift.source(),
                                    drift.differences().stream()
                                            .map(SchemaDifference::toString)
                                            .map((difference) -> "  " + difference)
                                            .collect(Collectors.joining("\n")))
                    + " 'migrate revision --autogenerate'.");
        }
        return this;
    }

    private static String named(List<RevisionReport> revisions) {
        return revisions.stream()
                .map((revision) -> "'%s' (%s)".formatted(revision.id(), revision.message()))
                .collect(Collectors.joining(", "));
    }
}
