package dev.migrate.scratch;

import dev.migrate.inspect.h2.H2Inspector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Opens private in-memory databases with the modes of the live database. They end with the process. */
public final class H2ScratchFactory implements ScratchFactory {

    private static final Set<String> IN_URL = Set.of(
            "CASE_INSENSITIVE_IDENTIFIERS",
            "DATABASE_TO_LOWER",
            "DATABASE_TO_UPPER",
            "DEFAULT_NULL_ORDERING",
            "IGNORE_CATALOGS",
            "MODE",
            "NON_KEYWORDS",
            "TRUNCATE_LARGE_LENGTH",
            "VARIABLE_BINARY",
            "ZERO_BASED_ENUMS");
    private static final String COLLATION = "COLLATION";

    private final LiveDatabase live;
    private final Map<String, String> settings;
    private final String home;

    /**
     * Creates a factory.
     *
     * @throws SQLException if the live database cannot be queried
     */
    public H2ScratchFactory(LiveDatabase live) throws SQLException {
        this.live = live;
        this.settings = settings(live.session());
        this.home = live.session().getSchema();
    }

    private static Map<String, String> settings(Connection live) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        try (Statement statement = live.createStatement();
                ResultSet rows =
                        statement.executeQuery("select SETTING_NAME, SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS")) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        return settings;
    }

    @Override
    public Scratch open() {
        try {
            Connection connection = DriverManager.getConnection("jdbc:h2:mem:"
                    + this.settings.entrySet().stream()
                            .filter((setting) -> IN_URL.contains(setting.getKey()))
                            .map((setting) -> ";" + setting.getKey() + "=" + setting.getValue())
                            .collect(Collectors.joining()));
            try {
                prepare(connection);
            } catch (SQLException failure) {
                try (connection) {
                    throw failure;
                }
            }
            return new H2Scratch(new SessionScratch(connection, new H2Inspector(), this.live.scope()));
        } catch (SQLException failure) {
            throw SessionScratch.failed("Could not open a scratch database in memory", failure);
        }
    }

    private void prepare(Connection connection) throws SQLException {
        String collation = this.settings.get(COLLATION);
        String schema = this.live.dialect().quote(this.home);
        try (Statement statement = connection.createStatement()) {
            if (collation != null) {
                statement.execute("set collation " + collation);
            }
            if (!this.home.equals(connection.getSchema())) {
                statement.execute("create schema " + schema);
                statement.execute("set schema " + schema);
            }
        }
    }

    @Override
    public void sweep() {}

    @Override
    public void close() {}
}
