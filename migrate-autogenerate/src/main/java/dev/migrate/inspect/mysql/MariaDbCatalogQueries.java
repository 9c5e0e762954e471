package dev.migrate.inspect.mysql;

import dev.migrate.inspect.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the information schema of MariaDB, which holds the tables of checks, and the bodies of routines unchanged. */
final class MariaDbCatalogQueries extends MySqlCatalogQueries {

    MariaDbCatalogQueries(Connection connection, MySqlNames names) {
        super(connection, names);
    }

    @Override
    List<Row> checks() throws SQLException {
        return inDatabases("""
                select constraint_schema as table_schema, table_name, constraint_name, check_clause,
                       level, 'YES' as enforced
                  from information_schema.check_constraints
                 where constraint_schema in (:databases)
                 order by constraint_schema, table_name, constraint_name
                """);
    }

    @Override
    String routineText(Row routine, List<Row> parameters) {
        boolean function = routine.text("routine_type").equals("FUNCTION");
        StringBuilder text = new StringBuilder(parameters.stream()
                .map((parameter) -> (function ? "" : parameter.text("parameter_mode") + " ")
                        + names().quoted(parameter.text("parameter_name")) + " "
                        + parameter.text("dtd_identifier"))
                .collect(Collectors.joining(", ", "(", ")")));
        if (function) {
            text.append(" RETURNS ").append(routine.text("dtd_identifier"));
        }
        if (routine.flag("is_deterministic")) {
            text.append(" DETERMINISTIC");
        }
        if (!routine.text("sql_data_access").equals("CONTAINS SQL")) {
            text.append(' ').append(routine.text("sql_data_access"));
        }
        if (routine.text("security_type").equals("INVOKER")) {
            text.append(" SQL SECURITY INVOKER");
        }
        if (!routine.text("routine_comment").isEmpty()) {
            text.append(" COMMENT '")
                    .append(MySqlNames.escaped(routine.text("routine_comment")))
                    .append('\'');
        }
        return text.append('\n')
                .append(routine.text("routine_definition").strip())
                .toString();
    }

    @Override
    String triggerAction(Row trigger) {
        return trigger.text("action_statement").strip();
    }
}
