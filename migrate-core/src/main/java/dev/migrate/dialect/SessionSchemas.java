package dev.migrate.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schemas to which a session leads, and those that hold a table by the name of the record.
 *
 * @param current the schema in which the session creates tables; none if the session has no such schema
 * @param user the user whose rights count
 * @param path the search path as the session has it, where the product has one
 * @param reached the schemas that exist, and in which the session looks for a name without a schema
 * @param records the tables by the name of the record, in all schemas in which this user can see that there is one
 */
public record SessionSchemas(
        @Nullable String current, String user, String path, List<String> reached, List<RecordTable> records) {

    public SessionSchemas {
        reached = List.copyOf(reached);
        records = List.copyOf(records);
    }

    /**
     * A table by the name of the record.
     *
     * @param table where it is
     * @param onPath whether its schema is on the search path of the session
     * @param readable whether this user can read all of its rows
     */
    public record RecordTable(FoundTable table, boolean onPath, boolean readable) {}
}
