package dev.migrate.session;

import dev.migrate.error.Log;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Session state that can be read completely, compared, and set value by value. */
abstract class ComparedSessionState extends SessionState {

    private static final Log LOGGER = Log.of(ComparedSessionState.class);

    private final Map<String, @Nullable String> captured;
    private final Map<String, String> limits;
    private final Set<String> unsettable = new HashSet<>();
    private boolean dirty;
    private boolean inEngineState;
    private @Nullable Map<String, @Nullable String> scriptValues;

    /**
     * Creates the state.
     *
     * @param captured the current values, as the server lists them
     * @param limits the values that are limits of the run
     */
    ComparedSessionState(Map<String, @Nullable String> captured, Map<String, String> limits) {
        this.captured = captured;
        this.limits = limits;
    }

    /** Reads all values of the session, by name. */
    abstract Map<String, @Nullable String> read(Connection connection) throws SQLException;

    /**
     * Returns the statements that set values.
     *
     * @param values the values by name; null removes a name that was not set
     */
    abstract List<String> assignments(Map<String, @Nullable String> values);

    /** Returns whether a statement might change the session state. */
    abstract boolean changes(Statement statement);

    /** Returns whether a value could prevent the engine's own statements. */
    boolean affectsEngine(String name) {
        return true;
    }

    /** Returns whether a failure means that a value cannot be set in a session. */
    boolean isUnsettable(SQLException failure) {
        return false;
    }

    /** Returns a value of the captured state. */
    final @Nullable String captured(String name) {
        return this.captured.get(name);
    }

    /** Returns whether a script might have changed the state since a revision began. */
    final boolean isDirty() {
        return this.dirty;
    }

    @Override
    public void applyLimits(Connection connection) throws SQLException {
        assign(connection, new LinkedHashMap<>(this.limits));
    }

    @Override
    public void beforeStatement(Statement statement) {
        if (changes(statement)) {
            this.dirty = true;
            this.scriptValues = null;
        }
    }

    @Override
    public boolean mayDiffer() {
        return this.dirty;
    }

    @Override
    public void switchToEngine(Connection connection, boolean first) throws SQLException {
        if (this.dirty && !this.inEngineState) {
            if (this.scriptValues == null) {
                this.scriptValues = read(connection);
            }
            assignWherePossible(connection, affectingEngine(differing(this.scriptValues, initialValues())));
            this.inEngineState = true;
        }
    }

    @Override
    public void switchToScript(Connection connection) throws SQLException {
        if (this.inEngineState && this.scriptValues != null) {
            assign(connection, affectingEngine(differing(initialValues(), this.scriptValues)));
        }
        this.inEngineState = false;
    }

    @Override
    public String endScript(Connection connection) throws SQLException {
        switchToEngine(connection, false);
        return "";
    }

    @Override
    public void recover(Connection connection) throws SQLException {
        switchToEngine(connection, false);
    }

    @Override
    public void restoreSettings(Connection connection) throws SQLException {
        assign(connection, differing(read(connection), this.captured));
    }

    /** Restores the values with which a revision begins. */
    final void restore(Connection connection) throws SQLException {
        assign(connection, differing(read(connection), initialValues()));
        markClean();
    }

    /** Restores the values with which a revision begins, in an open transaction, as far as possible there. */
    final void restoreWherePossible(Connection connection) throws SQLException {
        assignWherePossible(connection, differing(read(connection), initialValues()));
        this.inEngineState = false;
        this.scriptValues = null;
    }

    private void markClean() {
        this.dirty = false;
        this.inEngineState = false;
        this.scriptValues = null;
    }

    /** Restores all captured values; returns the names of those that still differ. */
    final List<String> restoreCapturedValues(Connection connection) throws SQLException {
        Map<String, @Nullable String> wrong = differing(read(connection), this.captured);
        if (wrong.isEmpty()) {
            return List.of();
        }
        try {
            assign(connection, wrong);
        } catch (SQLException refused) {
            return List.copyOf(wrong.keySet());
        }
        return List.copyOf(differing(read(connection), this.captured).keySet());
    }

    private Map<String, @Nullable String> initialValues() {
        Map<String, @Nullable String> values = new TreeMap<>(this.captured);
        values.putAll(this.limits);
        return values;
    }

    /** Returns the assignments that turn some values into others. */
    private Map<String, @Nullable String> differing(
            Map<String, @Nullable String> from, Map<String, @Nullable String> to) {
        Map<String, @Nullable String> changes = new TreeMap<>();
        to.forEach((name, value) -> {
            if (!Objects.equals(from.get(name), value)) {
                changes.put(name, value);
            }
        });
        from.keySet().stream().filter((name) -> !to.containsKey(name)).forEach((name) -> changes.put(name, null));
        changes.keySet().removeAll(this.unsettable);
        return changes;
    }

    private Map<String, @Nullable String> affectingEngine(Map<String, @Nullable String> values) {
        Map<String, @Nullable String> affecting = new TreeMap<>(values);
        affecting.keySet().removeIf((name) -> !affectsEngine(name));
        return affecting;
    }

    /** Sets values, in one statement if the product supports this; one by one if a value cannot be set in a session. */
    private void assign(Connection connection, Map<String, @Nullable String> values) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        try {
            executeAll(connection, assignments(values));
        } catch (SQLException failure) {
            if (!isUnsettable(failure)) {
                throw failure;
            }
            for (Map.Entry<String, @Nullable String> one : values.entrySet()) {
                assignAlone(connection, one(one.getKey(), one.getValue()));
            }
        }
    }

    /**
     * Sets as many values as possible. A value that cannot be set in the state of a script or in a transaction does not
     * affect the engine's own statements.
     */
    private void assignWherePossible(Connection connection, Map<String, @Nullable String> values) {
        try {
            assign(connection, values);
        } catch (SQLException rejected) {
            values.forEach((name, value) -> {
                try {
                    assign(connection, one(name, value));
                } catch (SQLException rejectedAlone) {
                    LOGGER.debug(
                            "Could not set '{}' for the engine's own statements: {}", name, rejectedAlone.getMessage());
                }
            });
        }
    }

    private static Map<String, @Nullable String> one(String name, @Nullable String value) {
        Map<String, @Nullable String> alone = new TreeMap<>();
        alone.put(name, value);
        return alone;
    }

    private void assignAlone(Connection connection, Map<String, @Nullable String> value) throws SQLException {
        try {
            executeAll(connection, assignments(value));
        } catch (SQLException failure) {
            if (!isUnsettable(failure)) {
                throw failure;
            }
            this.unsettable.addAll(value.keySet());
        }
    }

    private static void executeAll(Connection connection, List<String> statements) throws SQLException {
        for (String sql : statements) {
            execute(connection, sql);
        }
    }
}
