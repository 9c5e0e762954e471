package dev.migrate.autogenerate.models;

import static dev.migrate.autogenerate.models.ModelChange.of;

import dev.migrate.autogenerate.EntitySources.Edit;
import dev.migrate.testsupport.DatabaseProduct;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Enumerated types of the database, arrays, times, durations, and a soft delete. */
final class NetworkHistory {

    private static final List<Edit> WITHOUT_NAMED_ENUM =
            List.of(new Edit(ModelHistory.FILE, "SqlTypes.NAMED_ENUM", "SqlTypes.ENUM"));

    static final ModelHistory HISTORY = new ModelHistory(
            "network",
            Map.of(DatabaseProduct.MARIADB, WITHOUT_NAMED_ENUM, DatabaseProduct.MYSQL, WITHOUT_NAMED_ENUM),
            List.of(
                    of("adds a label in the middle of an enum")
                            .edit(
                                    "enum PrincipalType { USER, STACK, ROLE }",
                                    "enum PrincipalType { USER, GROUP, STACK, ROLE }")
                            .warnsOn(ModelChange.WITHOUT_SCHEMAS, "subnet_rbac.principal_type")
                            .rows(
                                    "INSERT INTO subnet (id, name, state, created_at) VALUES (1, 'lab', 2, '2024-03-31 01:30:00')",
                                    "INSERT INTO subnet_rbac (id, subnet_id, principal_type, principal_id, priority, starts_at)"
                                            + " VALUES (uuid(1), 1, 'STACK', uuid(2), 5, '23:59:59')",
                                    "INSERT INTO lease_log (subnet_id, reason) VALUES (1, 'expired')"),
                    of("deletes softly, and orders by a number that may be missing")
                            .edit("@Table(name = \"subnet\")", "@Table(name = \"subnet\")\n@SoftDelete")
                            .edit("@Column(nullable = false) @ColumnDefault(\"0\") int priority;", "Integer priority;")
                            .warns("subnet.deleted")
                            .write("UPDATE subnet SET deleted", "UPDATE subnet SET deleted = FALSE"),
                    of("stores an instant as a local time")
                            .omitOn(ModelChange.WITHOUT_SCHEMAS)
                            .alters("subnet.created_at")
                            .edit(
                                    "@CreationTimestamp Instant createdAt;",
                                    "@CreationTimestamp LocalDateTime createdAt;"),
                    of("changes the block of keys of a sequence")
                            .omitOn(Set.of(DatabaseProduct.MYSQL))
                            .warns("subnet_seq")
                            .edit(
                                    "sequenceName = \"subnet_seq\")",
                                    "sequenceName = \"subnet_seq\", allocationSize = 10)"),
                    of("removes a label of an enum")
                            .warns("subnet_rbac.principal_type")
                            .edit(
                                    "enum PrincipalType { USER, GROUP, STACK, ROLE }",
                                    "enum PrincipalType { USER, GROUP, STACK }")));

    private NetworkHistory() {}
}
