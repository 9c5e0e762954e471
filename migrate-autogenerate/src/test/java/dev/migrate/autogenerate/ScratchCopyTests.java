package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Scope;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.scratch.H2ScratchFactory;
import dev.migrate.scratch.LiveDatabase;
import dev.migrate.scratch.Scratch;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ScratchCopyTests {

    @Test
    void doesNotBlameTheModelsForAStatementOfTheCopy() throws Exception {
        Table broken = new Table(
                QualifiedName.of("BROKEN"), List.of(Column.of("ID", "NONSENSE")), List.of(), List.of(), "", null);

        try (Connection session = DriverManager.getConnection("jdbc:h2:mem:")) {
            Dialect dialect = Dialects.of(session.getMetaData());
            LiveDatabase live = new LiveDatabase(
                    session,
                    new SingleConnectionDataSource(session, true),
                    dialect,
                    new Scope("PUBLIC", Set.of(), (name) -> true),
                    null);
            try (Scratch scratch = new H2ScratchFactory(live).open()) {
                ScratchCopy copy = new ScratchCopy(dialect.ddl(session), Set.of());

                assertThatExceptionOfType(AutogenerateException.class)
                        .isThrownBy(() -> copy.create(scratch, Schema.EMPTY.withTables(List.of(broken))))
                        .withMessageContaining("cannot be copied to a scratch database")
                        .withMessageContaining("CREATE TABLE broken")
                        .satisfies((failure) -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.UNPROVED);
                            assertThat(failure.remedy().toString()).doesNotContain("model");
                        });
            }
        }
    }
}
