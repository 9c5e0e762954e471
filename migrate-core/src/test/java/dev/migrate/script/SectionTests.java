package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTests {

    private static final String SUSPENSION = "PRAGMA foreign_keys = OFF";

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2"})
    void readsNoStatementWhereNoneCanPrecedeTransaction(String product) {
        Section unread = new TextOf(SUSPENSION) {
            @Override
            public Statements statements() {
                throw new AssertionError("Read a statement");
            }
        };
        assertThat(unread.beforeTransaction(Dialects.named(product))).isEmpty();
    }

    @Test
    void findsStatementThatPrecedesTransaction() {
        Dialect sqlite = Dialects.named("sqlite");
        assertThat(new TextOf(SUSPENSION + ";\nSELECT 1;\n").beforeTransaction(sqlite))
                .map(Statement::sql)
                .contains(SUSPENSION);
        assertThat(new TextOf("SELECT 1;\n" + SUSPENSION + ";\n").beforeTransaction(sqlite))
                .isEmpty();
    }

    private static class TextOf implements Section {

        private final String text;

        TextOf(String text) {
            this.text = text;
        }

        @Override
        public Location location() {
            return new Location("a.sql", 1);
        }

        @Override
        public boolean transactional() {
            return true;
        }

        @Override
        public boolean empty() {
            return false;
        }

        @Override
        public String text() {
            return this.text;
        }

        @Override
        public Statements statements() {
            return Dialects.named("sqlite").lexer().statements(new StringReader(this.text), location());
        }
    }
}
