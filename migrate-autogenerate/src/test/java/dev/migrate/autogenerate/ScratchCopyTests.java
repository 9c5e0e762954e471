package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Scope;
import dev.migrate.operation.RenameTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.scratch.H2ScratchFactory;
import dev.migrate.scratch.LiveDatabase;
import dev.migrate.scratch.Scratch;
import dev.migrate.surroundings.Surroundings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ScratchCopyTests {

    @Test
    void doesNotBlameTheModelsForAStatementOfTheCopy() throws Exception {
        Table broken = new Table(
                QualifiedName.of("BROKEN"), List.of(Column.of("ID", "NONSENSE")), List.of(), List.of(), "", null);

        try (Connection session = DriverManager.getConnection("jdbc:h2:mem:");
                Scratch scratch = factory(session).open()) {
            ScratchCopy copy =
                    new ScratchCopy(Dialects.of(session.getMetaData()).ddl(session), Set.of());

            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(() -> copy.create(scratch, Schema.EMPTY.withTables(List.of(broken))))
                    .withMessageContaining("cannot be copied to a scratch database")
                    .withMessageContaining("CREATE TABLE broken")
                    .satisfies(ScratchCopyTests::assertDoesNotBlameTheModels);
        }
    }

    @Test
    void doesNotBlameTheModelsForAGeneratedStatement() throws Exception {
        try (Connection session = DriverManager.getConnection("jdbc:h2:mem:")) {
            Dialect dialect = Dialects.of(session.getMetaData());
            ScratchVerifier verifier = new ScratchVerifier(
                    dialect, dialect.ddl(session), factory(session), Surroundings.NONE, ComparisonRules.STRICT);

            for (ThrowingCallable step : List.<ThrowingCallable>of(
                    () -> verifier.after(Schema.EMPTY, "DROP TABLE missing;"),
                    () -> verifier.after(
                            Schema.EMPTY,
                            List.of(new RenameTable(QualifiedName.of("MISSING"), QualifiedName.of("OTHER")))))) {
                assertThatExceptionOfType(AutogenerateException.class)
                        .isThrownBy(step)
                        .withMessageContaining("The generated statements fail in a scratch database")
                        .withMessageContaining("missing")
                        .satisfies(ScratchCopyTests::assertDoesNotBlameTheModels);
            }
        }
    }

    @Test
    void doesNotBlameTheModelsIfNoScratchDatabaseCanBePrepared() throws Exception {
        try (Connection session = DriverManager.getConnection("jdbc:h2:mem:")) {
            session.setSchema("INFORMATION_SCHEMA");
            H2ScratchFactory factory = factory(session);

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(factory::open)
                    .withMessageStartingWith("Could not open a scratch database in memory: ");
        }
    }

    private static void assertDoesNotBlameTheModels(AutogenerateException failure) {
        assertThat(failure.code()).isEqualTo(ErrorCode.UNPROVED);
        assertThat(failure.remedy().toString()).doesNotContain("model");
    }

    private static H2ScratchFactory factory(Connection session) throws SQLException {
        return new H2ScratchFactory(new LiveDatabase(
                session,
                new SingleConnectionDataSource(session, true),
                Dialects.of(session.getMetaData()),
                new Scope("PUBLIC", Set.of(), (name) -> true),
                null));
    }
}
