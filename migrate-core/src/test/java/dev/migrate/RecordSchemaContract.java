package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialect;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the schema that {@code migrate.schema} sets. */
abstract class RecordSchemaContract {

    private final Dialect dialect;

    RecordSchemaContract(Dialect dialect) {
        this.dialect = dialect;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my schema",
                "my.app",
                "a'b",
                "my$app",
                "my-app",
                "größe",
                "1st",
                "%s",
                "a\\b",
                "a{b}c",
                "order",
                "user",
                "table"
            })
    void nameThatIsNoPlainWordNeedsNoQuotes(String schema, TestDatabase database, @TempDir Path folder)
            throws SQLException {
        assertRecordIn(schema, schema, database, folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MyApp", "my schema", "my.app", "a\"b", "a`b", "a'b", "order", "MY$app", "größe", "Select", "_x"
            })
    void quotedNameIsTakenAsItIs(String schema, TestDatabase database, @TempDir Path folder) throws SQLException {
        assertRecordIn(schema, this.dialect.quote(schema), database, folder);
    }

    private void assertRecordIn(String schema, String setting, TestDatabase database, Path folder) throws SQLException {
        execute(database, "create schema " + this.dialect.quote(schema));
        try {
            MigrationEngine engine = new ScriptFixture(folder)
                    .table("a1", "")
                    .engine(
                            database.dataSource(),
                            MigrateSettings.builder()
                                    .locations("file:" + folder)
                                    .schema(setting)
                                    .build());
            assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).hasSize(1);
            assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).isEmpty();
            assertThat(engine.status().current()).containsExactly("a1");
            assertThat(engine.downgrade(MigrationRequest.to("base")).steps()).hasSize(1);
            execute(database, "delete from %s.%s".formatted(this.dialect.quote(schema), tableName()));
        } finally {
            execute(database, "drop schema %s%s".formatted(this.dialect.quote(schema), cascade()));
        }
    }

    String tableName() {
        return "migrate_log";
    }

    String cascade() {
        return " cascade";
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
