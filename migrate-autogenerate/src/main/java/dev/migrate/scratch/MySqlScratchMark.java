package dev.migrate.scratch;

import dev.migrate.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records which databases were created as scratch, in a database next to them: a name alone is not sufficient, and only
 * MariaDB has comments on databases. The record is created first and dropped last.
 */
final class MySqlScratchMark {

    private static final String SUFFIX = "_mark";
    private static final String TABLE = "migrate_scratch";
    private static final String COMMENT = "Scratch databases created by Migrate, dropped after use";
    /** The error codes for a missing database and a missing table. */
    private static final Set<Integer> DROPPED = Set.of(1049, 1146);

    private static final Pattern MARK = Pattern.compile("(migrate_scratch_[0-9a-f]{12})" + SUFFIX);

    private final Connection session;
    private final Dialect dialect;

    MySqlScratchMark(Connection session, Dialect dialect) {
        this.session = session;
        this.dialect = dialect;
    }

    /** Records the databases of a scratch database before any of them is created. */
    void set(String scratch, Collection<String> databases) throws SQLException {
        execute("create database " + this.dialect.quote(scratch + SUFFIX));
        execute("create table %s (name varchar(64) not null primary key) comment = '%s'"
                .formatted(table(scratch), COMMENT));
        try (PreparedStatement insert =
                this.session.prepareStatement("insert into " + table(scratch) + " (name) values (?)")) {
            for (String database : databases) {
                insert.setString(1, database);
                insert.executeUpdate();
            }
        }
    }

    /** Removes the record of a scratch database after the last of its databases is dropped. */
    void remove(String scratch) throws SQLException {
        execute("drop database if exists " + this.dialect.quote(scratch + SUFFIX));
    }

    /** Returns the recorded databases of each scratch database, without those that another process drops meanwhile. */
    Map<String, List<String>> all() throws SQLException {
        List<String> marked = new ArrayList<>();
        try (PreparedStatement query = this.session.prepareStatement("select table_schema from"
                + " information_schema.tables where table_name = '" + TABLE + "' and table_comment = ?")) {
            query.setString(1, COMMENT);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Matcher mark = MARK.matcher(rows.getString(1));
                    if (mark.matches()) {
                        marked.add(mark.group(1));
                    }
                }
            }
        }
        Map<String, List<String>> all = new TreeMap<>();
        for (String scratch : marked) {
            try {
                all.put(scratch, databases(scratch));
            } catch (SQLException failure) {
                if (!DROPPED.contains(failure.getErrorCode())) {
                    throw failure;
                }
            }
        }
        return all;
    }

    private List<String> databases(String scratch) throws SQLException {
        List<String> databases = new ArrayList<>();
        try (Statement statement = this.session.createStatement();
                ResultSet rows = statement.executeQuery("select name from " + table(scratch) + " order by name")) {
            while (rows.next()) {
                databases.add(rows.getString(1));
            }
        }
        return databases;
    }

    private String table(String scratch) {
        return this.dialect.quote(scratch + SUFFIX) + "." + TABLE;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = this.session.createStatement()) {
            statement.execute(sql);
        }
    }
}
