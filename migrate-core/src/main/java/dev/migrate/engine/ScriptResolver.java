package dev.migrate.engine;

import dev.migrate.error.Location;
import dev.migrate.error.Log;
import dev.migrate.history.StoredTexts;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import dev.migrate.run.Session;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.util.Optional;

/**
 * Selects the script that a step runs: the local script, or the recorded one if the script is missing or, for a
 * downgrade, if it was edited.
 */
final class ScriptResolver {

    private static final Log LOGGER = Log.of(ScriptResolver.class);

    private final Session session;
    private final DatabaseState state;

    ScriptResolver(Session session, DatabaseState state) {
        this.session = session;
        this.state = state;
    }

    /** Returns the script of a step. Warns if it is not the local script although there is one. */
    Script scriptOf(Step step) {
        String id = step.revision().id();
        if (usesRecorded(id, step.direction())) {
            LOGGER.warn(
                    "The script of revision '{}' was edited after it was applied; using the recorded downgrade. To use the"
                            + " downgrade of the edited script, run 'migrate repair {} --accept' first.",
                    id,
                    id);
        }
        return resolve(step.revision(), step.direction());
    }

    /** Returns the script whose statements an upgrade or a downgrade runs. */
    Script resolve(Revision revision, Direction direction) {
        return this.state
                .script(revision.id())
                .filter((script) -> !usesRecorded(revision.id(), direction))
                .orElseGet(() -> recorded(revision));
    }

    private boolean usesRecorded(String id, Direction direction) {
        return direction == Direction.DOWNGRADE && this.state.usesRecordedDowngrade(id);
    }

    private Script recorded(Revision revision) {
        StoredTexts texts = this.session.history().texts(revision.id()).orElseThrow();
        Location location = new Location("database:" + revision.id(), 1);
        String upgrade = Optional.ofNullable(texts.upgrade()).orElse("");
        return new Script(
                revision,
                location.resource(),
                "",
                section(location, upgrade, true),
                Optional.ofNullable(texts.downgrade())
                        .map((text) -> section(location, text, texts.downgradeTransactional())));
    }

    private Section section(Location location, String text, boolean transactional) {
        return new RecordedSection(
                location, text, transactional, this.session.dialect().lexer());
    }

    /** Section of a script whose text is recorded in the database. */
    private record RecordedSection(Location location, String text, boolean transactional, Lexer lexer)
            implements Section {

        @Override
        public int firstLine() {
            return this.location.line();
        }

        @Override
        public boolean empty() {
            return this.text.isBlank();
        }

        @Override
        public Statements statements() {
            return this.lexer.statements(new StringReader(this.text), this.location);
        }
    }
}
