package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.FileSystemResource;

/**
 * Verification uses the inspectors, which ignore some objects in both schemas. Therefore pg_dump also compares the result
 * of a script with its target. Other pairs of schemas than ours are named by
 * {@code -Doracle.schemas=before.sql,after.sql}.
 */
class PgDumpOracleTests {

    private static final Path OWN = Path.of("src/test/resources/autogenerate/oracle");

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void scriptRoundTripsAccordingToPgDump(TestDatabase database) throws Exception {
        PgDump.assumeIsThere(database);
        Path before = file(0, "before.sql");
        Path after = file(1, "after.sql");

        try (TestDatabase wanted = database.another()) {
            run(Files.readString(before), database);
            run(Files.readString(after), wanted);
            List<String> start = PgDump.sorted(database);
            Proposal proposal = new Autogenerate(
                            database.dataSource(),
                            new SqlFile(new FileSystemResource(after)),
                            AutogenerateSettings.DEFAULT)
                    .propose(List.of());
            assertThat(proposal.verification().succeeded())
                    .as(proposal.verification().toString())
                    .isTrue();

            run(proposal.upgrade(), database);
            assertThat(PgDump.sorted(database)).as(proposal.upgrade()).containsExactlyElementsOf(PgDump.sorted(wanted));
            run(proposal.downgrade(), database);
            assertThat(PgDump.sorted(database)).as(proposal.downgrade()).containsExactlyElementsOf(start);
        }
    }

    private static Path file(int number, String own) {
        String given = System.getProperty("oracle.schemas", "");
        return given.isBlank() || given.startsWith("${") ? OWN.resolve(own) : Path.of(given.split(",")[number]);
    }

    private static void run(String text, TestDatabase database) throws SQLException, IOException {
        try (Connection connection = database.dataSource().getConnection();
                java.sql.Statement jdbc = connection.createStatement();
                Statements split = Dialects.named("postgresql")
                        .lexer()
                        .statements(new StringReader(text), new Location("oracle", 1))) {
            jdbc.setEscapeProcessing(false);
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                jdbc.execute(next.get().sql());
            }
        }
    }
}
