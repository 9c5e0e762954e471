package dev.migrate.autogenerate.models;

import static dev.migrate.autogenerate.models.ModelChange.of;

import dev.migrate.testsupport.DatabaseProduct;
import java.util.Set;

/** UUID keys, mapped superclasses, JSON, converters, and composite keys. */
final class TelemetryHistory {

    static final ModelHistory HISTORY = ModelHistory.of(
            "telemetry",
            of("adds a label to an enum")
                    .warnsOn(Set.of(DatabaseProduct.H2), "alarm.severity")
                    .edit("MAJOR, MINOR }", "MAJOR, MINOR, WARNING }")
                    .rows(
                            "INSERT INTO meter (id, created_time, version, tenant_id, name, kind) VALUES (uuid(1), 1700000000000, 3, uuid(9), 'Cellar', 'GAS')",
                            "INSERT INTO meter (id, created_time, version, tenant_id, name, kind) VALUES (uuid(2), 1700000000001, 0, NULL, NULL, NULL)",
                            "INSERT INTO alarm (id, created_time, tenant_id, originator_id, severity, acknowledged, start_ts, details)"
                                    + " VALUES (uuid(3), 1700000000002, uuid(9), uuid(1), 'MINOR', TRUE, 5, '{limit=3}')",
                            "INSERT INTO reading (meter_id, attribute, long_value) VALUES (uuid(1), 2147483647, 9223372036854775807)",
                            "INSERT INTO link (from_id, from_type, to_id, to_type) VALUES (uuid(1), 'METER', uuid(2), 'METER')",
                            "INSERT INTO firmware (id, created_time, title) VALUES (uuid(4), 1, 'Boot')"),
            of("widens a converted column and a number in a key")
                    .warnsOn(ModelChange.WITHOUT_SCHEMAS, "alarm.details")
                    .edit(
                            "@Convert(converter = Pairs.class) Map",
                            "@Convert(converter = Pairs.class) @Column(length = 100000) Map")
                    .edit("    int attribute;\n\n", "    long attribute;\n\n")
                    .edit("return this.attribute;", "return (int) this.attribute;")
                    .warns("reading.attribute"),
            of("adds a column to a composite key")
                    .edit("    String toType;\n\n", "    String toType;\n    String purpose;\n\n")
                    .edit(
                            "String toType;\n    @Jdbc",
                            "String toType;\n    @Id @Column(length = 20) String purpose;\n    @Jdbc")
                    .write("UPDATE link SET purpose", "UPDATE link SET purpose = 'CONTAINS'")
                    .warns("link.purpose")
                    .then("SELECT purpose FROM link", "CONTAINS"),
            of("replaces a flag by the time of the event")
                    .edit("boolean acknowledged;", "Long ackTs;")
                    .write("UPDATE alarm SET acknowledged", "UPDATE alarm SET acknowledged = TRUE")
                    .loses("alarm.acknowledged"),
            of("moves a field from a string to a number")
                    .edit("String checksum;", "@Column(nullable = false) Integer checksum;")
                    .rows("UPDATE firmware SET checksum = '0042'")
                    .alters("firmware.checksum"));

    private TelemetryHistory() {}
}
