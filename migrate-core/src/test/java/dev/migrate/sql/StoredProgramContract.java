package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.Location;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs that the server accepts as one statement are not split, although nothing but a semicolon follows them. */
abstract class StoredProgramContract {

    private static final Path PROGRAMS = Path.of("src/test/resources/split/programs");

    abstract Lexer lexer();

    @Test
    void splitsAfterEachProgramThatTheServerAccepts(TestDatabase database) throws Exception {
        accepts(database, "set @same = 1", programs("common"));
    }

    final void accepts(TestDatabase database, String before, List<String> programs) throws SQLException {
        List<String> statements = new ArrayList<>(List.of(before));
        statements.addAll(programs);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("create table t (a int, b int)");
            statement.execute("create table u (begin int, end int)");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        assertThat(split(String.join(";\n", statements))).isEqualTo(statements);
        assertThat(split(String.join(" ;", statements))).isEqualTo(statements);
    }

    static List<String> programs(String name) throws IOException {
        return List.of(Files.readString(PROGRAMS.resolve(name + ".sql")).strip().split("\n====\n"));
    }

    private List<String> split(String text) {
        List<String> all = new ArrayList<>();
        try (Statements statements = lexer().statements(new StringReader(text), new Location("programs.sql", 1))) {
            for (Optional<dev.migrate.sql.Statement> next = statements.next();
                    next.isPresent();
                    next = statements.next()) {
                all.add(next.get().sql());
            }
        }
        return all;
    }
}
