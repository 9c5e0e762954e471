package dev.migrate.engine;

import dev.migrate.error.Location;
import dev.migrate.error.Log;
import dev.migrate.history.StoredTexts;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.revision.Revision;
import dev.migrate.run.Session;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Selects the script that a step runs: the local script, or the recorded one if the script is missing or, for a
 * downgrade, if it was edited.
 */
public final class ScriptResolver {

    private static final Log LOGGER = Log.of(ScriptResolver.class);

    private final Session session;
    private final DatabaseState now;

    public ScriptResolver(Session session, DatabaseState now) {
        this.session = session;
        this.now = now;
    }

    Script scriptOf(Step step) {
        String id = step.revision().id();
        boolean recorded = step.direction() == Direction.DOWNGRADE && this.now.usesRecordedDowngrade(id);
        if (recorded) {
            LOGGER.warn(
                    "The script of revision '{}' was edited after it was applied, so it is undone by the downgrade that was"
                            + " recorded then. To undo it by the script as it is now, 'repair {} --accept' first.",
                    id,
                    id);
        }
        return running(step.revision(), step.direction());
    }

    /** Returns the script whose statements an upgrade or a downgrade runs. */
    Script running(Revision revision, Direction direction) {
        boolean recorded = direction == Direction.DOWNGRADE && this.now.usesRecordedDowngrade(revision.id());
        return this.now.script(revision.id()).filter((script) -> !recorded).orElseGet(() -> stored(revision));
    }

    private Script stored(Revision revision) {
        StoredTexts texts = this.session.history().texts(revision.id()).orElseThrow();
        Location where = new Location("database:" + revision.id(), 1);
        String upgrade = Optional.ofNullable(texts.upgrade()).orElse("");
        return new Script(
                revision,
                where.resource(),
                "",
                section(where, upgrade, true),
                Optional.ofNullable(texts.downgrade())
                        .map((text) -> section(where, text, texts.downgradeTransactional())));
    }

    private Section section(Location where, String text, boolean transactional) {
        return new StoredSection(
                where, text, transactional, this.session.dialect().lexer());
    }

    /** Returns a report on a revision with the texts of its script. */
    public RevisionReport report(String id) {
        ReportFactory reportFactory = new ReportFactory(this.now);
        Optional<Script> script = this.now.script(id);
        if (script.isPresent() && this.now.stateOf(id) != RevisionState.EDITED) {
            return reportFactory.report(id, sections(script.get(), null));
        }
        Optional<StoredTexts> texts = this.session.history().texts(id);
        if (script.isEmpty()) {
            return reportFactory.report(
                    id,
                    texts.map((text) -> new RevisionReport.Sections(text.upgrade(), text.downgrade(), null))
                            .orElse(null));
        }
        String difference = ScriptDiff.of(this.now.row(id).orElseThrow(), texts.orElseThrow(), script.get());
        return reportFactory.report(id, sections(script.get(), difference));
    }

    private static RevisionReport.Sections sections(Script script, @Nullable String difference) {
        return new RevisionReport.Sections(
                script.upgrade().text(), script.downgrade().map(Section::text).orElse(null), difference);
    }
}
