package dev.migrate.scratch;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Scope;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ResultSetExtractor;

/** A scratch database that belongs to a connection, or that ends with it. */
final class SessionScratch implements Scratch {

    private final Connection connection;
    private final Inspector inspector;
    private final Scope scope;

    SessionScratch(Connection connection, Inspector inspector, Scope scope) {
        this.connection = connection;
        this.inspector = inspector;
        this.scope = scope;
    }

    @Override
    public void run(List<String> statements) {
        run(this.connection, statements);
    }

    /**
     * Runs statements individually.
     *
     * @throws AutogenerateException if the database rejects one; the message contains the statement and the error
     */
    static void run(Connection connection, List<String> statements) {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(sql);
            } catch (SQLException failure) {
                throw new AutogenerateException(
                        ErrorCode.MODEL_REFUSED,
                        "The database rejected a statement: %s%n%s".formatted(failure.getMessage(), sql),
                        "Correct the model that the statement comes from.",
                        failure);
            }
        }
    }

    @Override
    public List<Optional<String>> attempt(List<String> statements) {
        return attempt(this.connection, statements);
    }

    /** Runs statements that might be rejected; returns the message for each that was. */
    static List<Optional<String>> attempt(Connection connection, List<String> statements) {
        List<Optional<String>> rejections = new ArrayList<>();
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(sql);
                rejections.add(Optional.empty());
            } catch (SQLException failure) {
                rejections.add(Optional.of(String.valueOf(failure.getMessage())));
            }
        }
        return rejections;
    }

    @Override
    public <R> R query(String sql, ResultSetExtractor<R> reader) {
        return query(this.connection, sql, reader);
    }

    static <R> R query(Connection connection, String sql, ResultSetExtractor<R> reader) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return Objects.requireNonNull(reader.extractData(rows));
        } catch (SQLException failure) {
            throw failed("Could not read the rows of a scratch database", failure);
        }
    }

    @Override
    public Schema read() {
        return read(this.inspector, this.connection, this.scope);
    }

    static Schema read(Inspector inspector, Connection connection, Scope scope) {
        try {
            return inspector.read(connection, scope);
        } catch (SQLException failure) {
            throw failed("Could not read the scratch database", failure);
        }
    }

    @Override
    public Set<String> unread() {
        try {
            return this.inspector.unread(this.connection, this.scope);
        } catch (SQLException failure) {
            throw failed("Could not read the scratch database", failure);
        }
    }

    /** Returns the failure of a scratch database for another reason than the statements of the models. */
    static DatabaseException failed(String message, Exception failure) {
        Throwable cause = failure instanceof DataAccessException access ? access.getMostSpecificCause() : failure;
        return new DatabaseException(
                ErrorCode.DATABASE_ERROR,
                "%s: %s".formatted(message, Objects.requireNonNullElse(cause.getMessage(), cause.toString())),
                "Correct what the database reports, then retry.",
                failure);
    }

    @Override
    public void close() {
        try {
            this.connection.close();
        } catch (SQLException failure) {
            throw failed("Could not close the scratch database", failure);
        }
    }
}
