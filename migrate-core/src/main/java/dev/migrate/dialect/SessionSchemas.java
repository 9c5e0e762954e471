package dev.migrate.dialect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schemas in which a session finds names, and all schemas that contain a table with the name of the record's table.
 *
 * @param current the schema in which the session creates tables; null if it has none
 * @param user the user whose privileges apply
 * @param path the search path of the session; empty if the product has none
 * @param reached the existing schemas in which the session looks up an unqualified name
 * @param records the tables with the name of the record's table, in all schemas where this user can see them
 */
public record SessionSchemas(
        @Nullable String current, String user, String path, List<String> reached, List<RecordTable> records) {

    /**
     * Returns the schemas whose tables concern the record.
     *
     * @param recordSchema the schema of the record
     * @param all whether to include all schemas of the search path
     */
    public Set<String> searched(String recordSchema, boolean all) {
        Set<String> searched = new LinkedHashSet<>();
        searched.add(recordSchema);
        if (this.current != null) {
            searched.add(this.current);
        }
        if (all) {
            searched.addAll(this.reached);
        }
        return searched;
    }

    public SessionSchemas {
        reached = List.copyOf(reached);
        records = List.copyOf(records);
    }

    /**
     * A table with the name of the record's table.
     *
     * @param table the table
     * @param onPath whether its schema is on the search path of the session
     * @param readable whether this user can read all of its rows
     */
    public record RecordTable(FoundTable table, boolean onPath, boolean readable) {}
}
