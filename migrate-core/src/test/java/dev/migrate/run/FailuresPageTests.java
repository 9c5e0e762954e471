package dev.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.Wording;
import dev.migrate.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The reference page of failures shows the texts of FailureMessages. */
class FailuresPageTests {

    private static final Path PAGE = Path.of("../docs/reference/failures.md");

    @Test
    void showsMessageAndRemedyOfEachKind() throws IOException, SQLException {
        assertThat(Files.readAllLines(PAGE)).containsSubsequence(rows(dialect()));
    }

    private static List<String> rows(Dialect dialect) {
        List<String> rows = new ArrayList<>();
        for (FailureKind kind : FailureKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            rows.add(row(name, kind, false, dialect));
            if (kind == FailureKind.STATEMENT_TIMEOUT) {
                rows.add(row(name + " of Migrate", kind, true, dialect));
            }
        }
        return rows;
    }

    private static String row(String name, FailureKind kind, boolean timedOut, Dialect dialect) {
        String message = FailureMessages.diagnosis(kind, timedOut);
        String step = FailureMessages.preparation(kind, timedOut, dialect).in(Wording.properties());
        return "| %s | %s | %s |"
                .formatted(
                        name,
                        message.isEmpty() ? "the text of the database" : message,
                        kind.isInScript() ? "correct the statement, as below" : step + ", then run again");
    }

    @Test
    void namesPreparationUnlessScriptMustChange() throws SQLException {
        Dialect dialect = dialect();
        assertThat(Arrays.stream(FailureKind.values()))
                .allSatisfy((kind) -> assertThat(kind.isInScript())
                        .isEqualTo(
                                FailureMessages.preparation(kind, true, dialect).isEmpty()));
    }

    /** H2 has no setting for timeouts. */
    private static Dialect dialect() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:failures-page")) {
            return Dialects.of(connection.getMetaData());
        }
    }
}
