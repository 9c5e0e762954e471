package dev.migrate.autogenerate.models;

import static dev.migrate.autogenerate.models.ModelChange.of;

import dev.migrate.testsupport.DatabaseProduct;
import java.util.Set;

/** Tenants, optimistic locks, converted numbers, maps and lists of values, and a key of two associations. */
final class FleetHistory {

    private static final Set<DatabaseProduct> NUMBERED_BY_SEQUENCES =
            Set.of(DatabaseProduct.POSTGRESQL, DatabaseProduct.MARIADB, DatabaseProduct.H2);

    static final ModelHistory HISTORY = ModelHistory.of(
            "fleet",
            of("replaces an index by a unique constraint")
                    .warns("sp_target.uk_target")
                    .edit(
                            "    @Index(name = \"sp_idx_target_01\", columnList = \"tenant, controller_id\"),\n",
                            "    @Index(name = \"sp_idx_target_05\", columnList = \"tenant, update_status, id\"),\n")
                    .edit(
                            "columnList = \"tenant, id\")})",
                            "columnList = \"tenant, id\")}, uniqueConstraints = @UniqueConstraint(name = \"uk_target\", columnNames = {\"controller_id\", \"tenant\"}))")
                    .rows(
                            "INSERT INTO sp_target (id, optlock_revision, created_by, created_at, tenant, controller_id, sec_token, update_status)"
                                    + " VALUES (1, 1, 'system', 1, 'DEFAULT', 'device-1', 'x', 0)",
                            "INSERT INTO sp_target (id, optlock_revision, created_by, created_at, tenant, controller_id, sec_token, update_status)"
                                    + " VALUES (2, 1, 'system', 1, 'DEFAULT', 'device-2', 'y', 3)",
                            "INSERT INTO sp_target_attributes (target, attribute_key, attribute_value) VALUES (1, 'hw', 'rev-b')",
                            "INSERT INTO sp_target_tag (id, optlock_revision, created_by, created_at, tenant, name, colour) VALUES (1, 1, 'system', 1, 'DEFAULT', 'lab', '#fff')",
                            "INSERT INTO sp_target_target_tag (target, tag) VALUES (1, 1)",
                            "INSERT INTO sp_rollout (id, optlock_revision, created_by, created_at, tenant, name, target_filter, is_dynamic, access_control_context)"
                                    + " VALUES (1, 1, 'system', 1, 'DEFAULT', 'spring', 'name==*', TRUE, lob('context'))",
                            "INSERT INTO sp_rolloutgroup (id, optlock_revision, created_by, created_at, tenant, rollout, name) VALUES (1, 1, 'system', 1, 'DEFAULT', 1, 'g1')",
                            "INSERT INTO sp_rollout_target_group (rollout_group, target) VALUES (1, 1)",
                            "INSERT INTO sp_action_status (id, optlock_revision, created_by, created_at, tenant, target_occurred_at, target, code) VALUES (1, 1, 'system', 1, 'DEFAULT', 5, 1, 200)",
                            "INSERT INTO sp_action_status_messages (action_status, detail_message) VALUES (1, 'first')"),
            of("widens a filter and narrows a user name")
                    .warns(
                            "sp_target.created_by",
                            "sp_target_tag.created_by",
                            "sp_rollout.created_by",
                            "sp_rolloutgroup.created_by",
                            "sp_action_status.created_by")
                    .edit(
                            "length = 1024, nullable = false) String targetFilter",
                            "length = 3000, nullable = false) String targetFilter")
                    .edit(
                            "nullable = false, length = 64) String createdBy",
                            "nullable = false, length = 40) String createdBy"),
            of("adds a required reference to a new entity")
                    .edit(
                            "@Entity\n@Table(name = \"sp_target_tag\"",
                            "@Entity\n@Table(name = \"sp_target_type\", uniqueConstraints = @UniqueConstraint(name = \"uk_target_type\", columnNames = {\"name\", \"tenant\"}))\n"
                                    + "class TargetType extends TenantOwned {\n    @Column(nullable = false, length = 128) String name;\n}\n\n"
                                    + "@Entity\n@Table(name = \"sp_target_tag\"")
                    .edit(
                            "    @ElementCollection\n    @CollectionTable(name = \"sp_target_attributes\"",
                            "    @ManyToOne(optional = false) @JoinColumn(name = \"target_type\", nullable = false) TargetType type;\n"
                                    + "    @ElementCollection\n    @CollectionTable(name = \"sp_target_attributes\"")
                    .write(
                            "UPDATE sp_target SET target_type",
                            "INSERT INTO sp_target_type (id, optlock_revision, created_by, created_at, tenant, name)"
                                    + " VALUES (7, 1, 'system', 1, 'DEFAULT', 'device');\nUPDATE sp_target SET target_type = 7")
                    .warns("sp_target.target_type", "sp_target.sp_target_target_type_fkey")
                    .then("SELECT DISTINCT target_type FROM sp_target", "7"),
            of("orders a list of values")
                    .warns(
                            "sp_action_status_messages.place",
                            "sp_action_status_messages.sp_action_status_messages_pkey",
                            "sp_action_status_messages.sp_action_status_messages_place_check")
                    .edit(
                            "@Column(name = \"detail_message\", length = 512, nullable = false)",
                            "@OrderColumn(name = \"place\")\n    @Column(name = \"detail_message\", length = 512, nullable = false)")
                    .write(
                            "UPDATE sp_action_status_messages SET place",
                            "UPDATE sp_action_status_messages SET place = 0"),
            of("generates keys by a sequence instead of an identity")
                    .warnsOn(
                            Set.of(DatabaseProduct.MYSQL),
                            "sp_action_status.id",
                            "sp_rollout.id",
                            "sp_rolloutgroup.id",
                            "sp_target.id",
                            "sp_target_tag.id",
                            "sp_target_type.id")
                    .statesOn(NUMBERED_BY_SEQUENCES, "max(id)")
                    .edit(
                            "@Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;",
                            "@Id @GeneratedValue(strategy = GenerationType.SEQUENCE) Long id;"));

    private FleetHistory() {}
}
