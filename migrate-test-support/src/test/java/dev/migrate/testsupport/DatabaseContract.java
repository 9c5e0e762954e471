package dev.migrate.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behavior of test databases of every product. */
abstract class DatabaseContract {

    private TestDatabase before;

    @BeforeEach
    void receivesTheDatabase(TestDatabase database) {
        this.before = database;
    }

    @Test
    void isSharedWithBeforeEach(TestDatabase database) {
        assertThat(database).isSameAs(this.before);
    }

    @Test
    void isOfTheRequestedProduct(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductName())
                    .isEqualToIgnoringCase(database.product().name());
        }
    }

    @Test
    void keepsDataBetweenConnections(TestDatabase database) {
        database.jdbc().execute("create table book (id int primary key)");
        database.jdbc().update("insert into book values (7)");
        assertThat(database.jdbc().queryForObject("select id from book", Integer.class))
                .isEqualTo(7);
    }

    @Test
    void isSeparateFromOtherDatabases(TestDatabase database) {
        database.jdbc().execute("create table book (id int primary key)");
        try (TestDatabase another = database.another()) {
            another.jdbc().execute("create table book (id int primary key)");
            assertThat(another.jdbc().queryForObject("select count(*) from book", Integer.class))
                    .isZero();
        }
    }

    @Test
    void isRemovedWhenClosedDespiteOpenConnections(TestDatabase database) throws SQLException {
        TestDatabase closed = database.another();
        closed.jdbc().execute("create table book (id int primary key)");
        Connection forgotten = closed.dataSource().getConnection();
        try (forgotten;
                Statement statement = forgotten.createStatement()) {
            statement.execute("select id from book");
            closed.close();
        }
        assertThatThrownBy(() -> closed.jdbc().queryForList("select id from book"))
                .isNotNull();
    }
}
