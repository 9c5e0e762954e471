package dev.migrate.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.H2Dialect;
import dev.migrate.dialect.MariaDbDialect;
import dev.migrate.dialect.MySqlDialect;
import dev.migrate.dialect.PostgresDialect;
import dev.migrate.dialect.SqliteDialect;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** The kinds of the failures that the drivers of each product report. */
class FailureKindTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "57P01 | terminating connection due to administrator command | SESSION_ENDED",
                "57P03 | the database system is shutting down | SESSION_ENDED",
                "25P03 | terminating connection due to idle-in-transaction timeout | SESSION_ENDED",
                "08006 | An I/O error occurred while sending to the backend. | CONNECTION_LOST",
                "08006 | The server's DateStyle parameter was changed to German, DMY. | REFUSED_BY_DRIVER",
                "40003 | statement completion unknown | CONNECTION_LOST",
                "57014 | canceling statement due to user request | CANCELED",
                "57014 | canceling statement due to statement timeout | STATEMENT_TIMEOUT",
                "55P03 | canceling statement due to lock timeout | LOCK_TIMEOUT",
                "40P01 | deadlock detected | CONFLICT",
                "40001 | could not serialize access due to concurrent update | CONFLICT",
                "53100 | could not extend file: No space left on device | DISK_FULL",
                "58030 | could not write to file: No space left on device | DISK_FULL",
                "53200 | out of shared memory | OUT_OF_RESOURCES",
                "53400 | temporary file size exceeds temp_file_limit | OUT_OF_RESOURCES",
                "42501 | permission denied for schema public | MISSING_RIGHT",
                "25006 | cannot execute CREATE TABLE in a read-only transaction | READ_ONLY",
                "25001 | VACUUM cannot run inside a transaction block | NOT_IN_TRANSACTION",
                "42P01 | relation \"t\" does not exist | MISSING_TABLE",
                "3F000 | schema \"x\" does not exist | MISSING_SCHEMA",
                "42P07 | relation \"t\" already exists | DUPLICATE",
                "23503 | violates foreign key constraint | CONSTRAINT",
                "42601 | syntax error at or near \"crate\" | SYNTAX",
                "42P05 | prepared statement \"S_1\" already exists | POOLED_STATEMENT",
                "26000 | prepared statement \"S_3\" does not exist | POOLED_STATEMENT",
                "26000 | prepared statement \"mine\" does not exist | OTHER",
                "22012 | division by zero | OTHER",
            })
    void classifiesFailuresOfPostgreSql(String state, String message, FailureKind kind) {
        assertThat(new PostgresDialect().failureKind(new SQLException(message, state)))
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1053 | 08S01 | Server shutdown in progress | SESSION_ENDED",
                "1927 | 70100 | Connection was killed | SESSION_ENDED",
                "0    | 08S01 | Communications link failure | CONNECTION_LOST",
                "0    | 08000 | Connection character set was changed to 'latin1'. The connection has been closed. | REFUSED_BY_DRIVER",
                "2013 | HY000 | Lost connection to MySQL server during query | CONNECTION_LOST",
                "4031 | HY000 | The client was disconnected by the server because of inactivity | CONNECTION_LOST",
                "1969 | 70100 | Query execution was interrupted (max_statement_time exceeded) | STATEMENT_TIMEOUT",
                "3024 | HY000 | Query execution was interrupted, maximum statement execution time exceeded | STATEMENT_TIMEOUT",
                "1317 | 70100 | Query execution was interrupted | CANCELED",
                "1205 | HY000 | Lock wait timeout exceeded; try restarting transaction | LOCK_TIMEOUT",
                "1213 | 40001 | Deadlock found when trying to get lock; try restarting transaction | CONFLICT",
                "1021 | HY000 | Disk full | DISK_FULL",
                "1114 | HY000 | The table 't' is full | DISK_FULL",
                "1030 | HY000 | Got error 28 \"No space left on device\" from storage engine InnoDB | DISK_FULL",
                "3    | HY000 | Error writing file '/tmp/x' (Errcode: 28 \"No space left on device\") | DISK_FULL",
                "1040 | 08004 | Too many connections | OUT_OF_RESOURCES",
                "1142 | 42000 | CREATE command denied to user | MISSING_RIGHT",
                "1419 | HY000 | You do not have the SUPER privilege and binary logging is enabled | MISSING_RIGHT",
                "1290 | HY000 | The server is running with the --read-only option | READ_ONLY",
                "1290 | HY000 | The MySQL server is running with the --super-read-only option | READ_ONLY",
                "1290 | HY000 | The server is running with the --secure-file-priv option | OTHER",
                "1792 | 25006 | Cannot execute statement in a READ ONLY transaction | READ_ONLY",
                "1836 | HY000 | Running in read-only mode | READ_ONLY",
                "1146 | 42S02 | Table 'x.t' doesn't exist | MISSING_TABLE",
                "1049 | 42000 | Unknown database 'x' | MISSING_SCHEMA",
                "1050 | 42S01 | Table 't' already exists | DUPLICATE",
                "1451 | 23000 | Cannot delete or update a parent row | CONSTRAINT",
                "1064 | 42000 | You have an error in your SQL syntax | SYNTAX",
            })
    void classifiesFailuresOfMariaDbAndMySql(int code, String state, String message, FailureKind kind) {
        SQLException failure = new SQLException(message, state, code);
        assertThat(new MariaDbDialect().failureKind(failure)).isEqualTo(kind);
        assertThat(new MySqlDialect().failureKind(failure)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "90067 | Connection is broken | CONNECTION_LOST",
                "90007 | The object is already closed | CONNECTION_LOST",
                "90121 | Database is already closed | SESSION_ENDED",
                "57014 | Statement was canceled or the session timed out | CANCELED",
                "50200 | Timeout trying to lock table | LOCK_TIMEOUT",
                "40001 | Deadlock detected | CONFLICT",
                "90031 | IO Exception: No space left on device | DISK_FULL",
                "90108 | Out of memory | OUT_OF_RESOURCES",
                "90040 | Admin rights are required | MISSING_RIGHT",
                "90097 | The database is read only | READ_ONLY",
                "42102 | Table not found | MISSING_TABLE",
                "90079 | Schema not found | MISSING_SCHEMA",
                "23506 | Referential integrity constraint violation | CONSTRAINT",
                "42001 | Syntax error in SQL statement | SYNTAX",
            })
    void classifiesFailuresOfH2(int code, String message, FailureKind kind) {
        assertThat(new H2Dialect().failureKind(new SQLException(message, String.valueOf(code), code)))
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1    | near \"crate\": syntax error | SYNTAX",
                "1    | no such table: t | MISSING_TABLE",
                "1    | unknown database x | MISSING_SCHEMA",
                "1    | cannot VACUUM from within a transaction | NOT_IN_TRANSACTION",
                "5    | database is locked | LOCK_TIMEOUT",
                "517  | database is locked (snapshot) | LOCK_TIMEOUT",
                "8    | attempt to write a readonly database | READ_ONLY",
                "1032 | attempt to write a readonly database (moved) | READ_ONLY",
                "9    | interrupted | CANCELED",
                "13   | database or disk is full | DISK_FULL",
                "787  | FOREIGN KEY constraint failed | CONSTRAINT",
                "2067 | UNIQUE constraint failed: t.id | DUPLICATE",
            })
    void classifiesFailuresOfSqlite(int code, String message, FailureKind kind) {
        assertThat(new SqliteDialect().failureKind(new SQLException(message, null, code)))
                .isEqualTo(kind);
    }

    /** The driver of MariaDB throws this type for each SQLState whose class it does not know. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1644 | 45000 | OTHER",
                "1644 | 99001 | OTHER",
                "1369 | 44000 | OTHER",
                "1329 | 02000 | OTHER",
                "1046 | 3D000 | OTHER",
                "1969 | 70100 | STATEMENT_TIMEOUT",
                "1927 | 70100 | SESSION_ENDED",
                "0    | 08000 | CONNECTION_LOST",
            })
    void readsTheStateBeforeTheTypeOfAnException(int code, String state, FailureKind kind) {
        assertThat(new MariaDbDialect().failureKind(new SQLTransientConnectionException("x", state, code)))
                .isEqualTo(kind);
        assertThat(new MariaDbDialect().failureKind(new SQLRecoverableException("x", state, code)))
                .isEqualTo(kind);
    }

    @Test
    void examinesExceptionChainsAndPoolExceptions() {
        PostgresDialect dialect = new PostgresDialect();
        assertThat(dialect.failureKind(new IllegalStateException(new SQLException("x", "25006"))))
                .isEqualTo(FailureKind.READ_ONLY);
        SQLException batch = new SQLException("Batch entry 0 was aborted");
        batch.setNextException(new SQLException("x", "53100"));
        assertThat(dialect.failureKind(batch)).isEqualTo(FailureKind.DISK_FULL);
        assertThat(dialect.failureKind(new SQLNonTransientConnectionException("gone")))
                .isEqualTo(FailureKind.CONNECTION_LOST);
        assertThat(dialect.failureKind(new SQLException("Connection is closed")))
                .isEqualTo(FailureKind.CONNECTION_LOST);
        assertThat(dialect.failureKind(new CannotGetJdbcConnectionException(
                        "x", new SQLException("Connection was closed in SingleConnectionDataSource - check that"))))
                .isEqualTo(FailureKind.CONNECTION_LOST);
        assertThat(dialect.failureKind(new SQLTimeoutException("too long"))).isEqualTo(FailureKind.STATEMENT_TIMEOUT);
        assertThat(dialect.failureKind(null)).isEqualTo(FailureKind.OTHER);
        SQLException loop = new SQLException("x", "22012");
        loop.initCause(new IllegalStateException(loop));
        assertThat(dialect.failureKind(loop)).isEqualTo(FailureKind.OTHER);
    }
}
