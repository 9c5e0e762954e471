package dev.migrate.run;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.dialect.ClientScriptPrinter;
import dev.migrate.dialect.Dialect;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.JournalEntry;
import dev.migrate.session.ClientSession;
import dev.migrate.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a step as statements of a script, which takes the lock once, at its beginning. Nothing fails or resumes while a
 * script is written.
 */
final class ClientScriptStepOutput implements StepOutput {

    private static final int EXCERPT = 100;

    private final Dialect dialect;
    private final ClientScriptPrinter client;
    private final ClientSession session;
    private final HistoryWriter historyWriter;
    private boolean hasProgress;

    ClientScriptStepOutput(
            Dialect dialect, ClientScriptPrinter client, ClientSession session, HistoryWriter historyWriter) {
        this.dialect = dialect;
        this.client = client;
        this.session = session;
        this.historyWriter = historyWriter;
    }

    /** Does nothing: a script is written at once. */
    @Override
    public void throwIfCancelled() {}

    @Override
    public InterruptionEffect effect(Statement statement) {
        return this.dialect.effect(statement);
    }

    @Override
    public @Nullable Long execute(Statement statement, long number) {
        this.session.beforeStatement(statement);
        this.client.statement(statement);
        return null;
    }

    @Override
    public @Nullable Long durationMs() {
        return null;
    }

    @Override
    public long start(PreparedStep step) {
        this.hasProgress = false;
        this.historyWriter.startedAgain(step.script(), step.startedStatus());
        return 1;
    }

    private void writeProgress(JournalEntry entry) {
        JournalEntry shortened = entry.withText(excerpt(entry.text()));
        if (this.hasProgress) {
            this.historyWriter.saveProgress(shortened);
        } else {
            this.historyWriter.replaceProgress(shortened);
        }
        this.hasProgress = true;
    }

    /** Shortens a statement. Its beginning suffices to identify it, since the script contains the statement itself. */
    private static String excerpt(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    @Override
    public void inTransaction(Runnable work) {
        this.client.begin();
        this.client.lines(this.session.makeWritable());
        work.run();
        this.client.commit();
        this.client.lines(this.session.switchToScript());
    }

    @Override
    public void saveStarted(JournalEntry entry) {
        this.client.lines(this.session.switchToEngine(true));
        writeProgress(entry);
        this.client.lines(this.session.switchToScript());
    }

    @Override
    public void saveDone(JournalEntry entry) {
        this.client.lines(this.session.switchToEngine(false));
        writeProgress(entry);
    }

    @Override
    public void saveProgress(JournalEntry entry) {
        List<String> switching = this.session.switchToEngine(true);
        if (switching.isEmpty()) {
            writeProgress(entry);
            return;
        }
        this.client.begin();
        this.client.lines(switching);
        writeProgress(entry);
        this.client.commit();
        this.client.lines(this.session.switchToScript());
    }

    /** Writes nothing: all progress is in the script. */
    @Override
    public void saveUnsaved() {}

    @Override
    public void record(Consumer<HistoryWriter> record, boolean last) {
        this.client.lines(this.session.endScript());
        record.accept(this.historyWriter);
    }

    @Override
    public void recordAlone(Consumer<HistoryWriter> record) {
        this.client.begin();
        this.client.lines(this.session.makeWritable());
        record(record, true);
        this.client.commit();
    }

    @Override
    public boolean runWithEntry(Statement statement, JournalEntry entry, Runnable work) {
        work.run();
        return true;
    }

    /** Returns the same entry: the catalog is not known. */
    @Override
    public JournalEntry verifiable(Statement statement, JournalEntry entry, InterruptionEffect effect) {
        return entry;
    }

    @Override
    public void runOutsideTransaction(Statement statement, JournalEntry started, InterruptionEffect effect) {
        saveProgress(started.done(execute(statement, started.statement())));
    }
}
