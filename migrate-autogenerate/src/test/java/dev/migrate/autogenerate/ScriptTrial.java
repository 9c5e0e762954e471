package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Proposes scripts for models in SQL, and applies them. */
record ScriptTrial(TestDatabase database) {

    Drift compare(String... wanted) {
        return autogenerate(wanted).compare();
    }

    Proposal propose(String... wanted) {
        return propose(List.of(), wanted);
    }

    Proposal propose(List<Rename> renames, String... wanted) {
        return autogenerate(wanted).propose(renames);
    }

    private Autogenerate autogenerate(String... wanted) {
        return new Autogenerate(
                this.database.dataSource(),
                AutogenerateContract.source(List.of(wanted), (schemaObject) -> true),
                AutogenerateSettings.DEFAULT);
    }

    void run(String... statements) {
        for (String statement : statements) {
            this.database.jdbc().execute(statement);
        }
    }

    /** Runs the statements of a section. */
    void apply(String section) {
        try (Connection connection = this.database.dataSource().getConnection();
                Statements split = Dialects.of(connection.getMetaData())
                        .lexer()
                        .statements(new StringReader(section), new Location("test", 1));
                java.sql.Statement statement = connection.createStatement()) {
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                statement.execute(next.get().sql());
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
