package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Generates scripts for a test's database and runs them in one session. */
final class Scripts {

    private static final Predicate<SchemaObject> EVERYTHING = (schemaObject) -> true;

    private final TestDatabase database;

    Scripts(TestDatabase database) {
        this.database = database;
    }

    void run(String... statements) {
        for (String statement : statements) {
            this.database.jdbc().execute(statement);
        }
    }

    Proposal propose(String... wanted) {
        return new Autogenerate(
                        this.database.dataSource(),
                        AutogenerateContract.source(List.of(wanted), EVERYTHING),
                        AutogenerateSettings.DEFAULT)
                .propose(List.of());
    }

    /** Returns a script that passed verification, of models whose local times are in a time zone. */
    Proposal verified(ZoneId zone, String... wanted) {
        ModelSource models = AutogenerateContract.source(List.of(wanted), EVERYTHING);
        ModelSource inZone = new ModelSource() {

            @Override
            public String name() {
                return models.name();
            }

            @Override
            public TargetSchema desired(DatabaseContext databaseContext) {
                return models.desired(databaseContext).inTimeZone(zone);
            }
        };
        Proposal proposal =
                new Autogenerate(this.database.dataSource(), inZone, AutogenerateSettings.DEFAULT).propose(List.of());
        AutogenerateContract.assertProved(proposal);
        return proposal;
    }

    /** Returns a script that passed verification. */
    Proposal verified(String... wanted) {
        Proposal proposal = propose(wanted);
        AutogenerateContract.assertProved(proposal);
        return proposal;
    }

    /**
     * Runs the statements of a section in a new session.
     *
     * @param settings statements that prepare the session
     */
    void apply(String section, String... settings) {
        try (Connection connection = this.database.dataSource().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
            for (String sql : statements(connection, section)) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new AssertionError("Could not run:\n" + section, failure);
        }
    }

    private static List<String> statements(Connection connection, String section) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statements split = Dialects.of(connection.getMetaData())
                .lexer()
                .statements(new StringReader(section), new Location("test", 1))) {
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                all.add(next.get().sql());
            }
        }
        return all;
    }

    /** Returns the first column of the rows of a query. */
    List<String> values(String query) {
        return this.database.jdbc().query(query, (row, number) -> String.valueOf(row.getString(1)));
    }

    /** Returns the queries in the warnings of a section, without their warnings. */
    static List<String> queries(String section) {
        return section.lines()
                .filter((line) -> line.startsWith("-- migrate:warning ") && line.contains("; SELECT "))
                .map((line) -> line.substring(line.indexOf("; SELECT ") + 2))
                .toList();
    }

    /** Asserts that a query of a warning finds a number of rows, or of groups of equal rows. */
    void assertFinds(String query, long count) {
        List<String> found = values(query);
        if (query.startsWith("SELECT count(*)")) {
            assertThat(found).as(query).containsExactly(String.valueOf(count));
        } else {
            assertThat(found).as(query).hasSize((int) count);
        }
    }
}
