package dev.migrate.autogenerate.models;

import static dev.migrate.autogenerate.models.ModelChange.of;

/** A schema of its own, one table for each hierarchy, a composite key that others reference, and collections. */
final class SupplyHistory {

    static final ModelHistory HISTORY = ModelHistory.of(
            "supply",
            of("adds a class with a column to a hierarchy in one table")
                    .edit(
                            "class ContainerDispensable extends Dispensable {",
                            "class VaccineDispensable extends Dispensable {\n    @Column(length = 40) String route;\n}\n\n"
                                    + "@Entity\n@DiscriminatorValue(\"container\")\nclass ContainerDispensable extends Dispensable {")
                    .edit(
                            "@DiscriminatorValue(\"container\")\nclass Vacc",
                            "@DiscriminatorValue(\"vaccine\")\nclass Vacc")
                    .rows(
                            "INSERT INTO catalog.rights (id, name, type) VALUES (uuid(1), 'ORDERS_VIEW', 'ORDER')",
                            "INSERT INTO catalog.rights (id, name, type) VALUES (uuid(2), 'REPORTS_VIEW', 'REPORTS')",
                            "INSERT INTO catalog.right_attachments (rightid, attachmentid) VALUES (uuid(1), uuid(2))",
                            "INSERT INTO catalog.nodes (id, code, description) VALUES (uuid(1), 'N1', 'Root')",
                            "INSERT INTO catalog.nodes (id, code, parentid, partnerid) VALUES (uuid(2), 'N2', uuid(1), uuid(1))",
                            "INSERT INTO catalog.items (id, version_number, code, full_name, price) VALUES (uuid(5), 1, 'C1', 'Aspirin', 12.50)",
                            "INSERT INTO catalog.items (id, version_number, code, full_name) VALUES (uuid(5), 2, 'C1', NULL)",
                            "INSERT INTO catalog.items (id, version_number, code, full_name, price) VALUES (uuid(6), 1, 'C2', 'Kit', 0.01)",
                            "INSERT INTO catalog.item_identifiers (itemid, itemversion, issuer, identifier) VALUES (uuid(5), 1, 'gtin', '00012345')",
                            "INSERT INTO catalog.item_children (id, parentid, parentversion, itemid, itemversion, quantity)"
                                    + " VALUES (uuid(7), uuid(6), 1, uuid(5), 2, 3)",
                            "INSERT INTO catalog.dispensables (id, type) VALUES (uuid(8), 'default')",
                            "INSERT INTO catalog.dispensables (id, type, capacity) VALUES (uuid(9), 'container', 10)",
                            "INSERT INTO catalog.dispensable_attributes (dispensableid, name, content) VALUES (uuid(8), 'unit', 'tablet')"),
            of("makes a code unique for each version and indexes a reference")
                    .edit(
                            "@Table(name = \"items\", schema = \"catalog\")",
                            "@Table(name = \"items\", schema = \"catalog\", uniqueConstraints = @UniqueConstraint(name = \"unq_item_code\", columnNames = {\"code\", \"version_number\"}))")
                    .edit(
                            "@Table(name = \"nodes\", schema = \"catalog\")",
                            "@Table(name = \"nodes\", schema = \"catalog\", indexes = @Index(columnList = \"parentid\"))")
                    .warns("catalog.items.unq_item_code"),
            of("renames a column of a composite key that others reference")
                    .edit("@Column(name = \"version_number\") Long", "@Column(name = \"revision\") Long")
                    .edit(
                            "@JoinColumn(name = \"itemversion\", referencedColumnName = \"version_number\")})\n    Map",
                            "@JoinColumn(name = \"itemversion\", referencedColumnName = \"revision\")})\n    Map")
                    .edit(
                            "@JoinColumn(name = \"parentversion\", referencedColumnName = \"version_number\", nullable",
                            "@JoinColumn(name = \"parentversion\", referencedColumnName = \"revision\", nullable")
                    .edit(
                            "@JoinColumn(name = \"itemversion\", referencedColumnName = \"version_number\", nullable",
                            "@JoinColumn(name = \"itemversion\", referencedColumnName = \"revision\", nullable")
                    .edit("columnNames = {\"code\", \"version_number\"}", "columnNames = {\"code\", \"revision\"}")
                    .rename("catalog.items.version_number:revision")
                    .warns("catalog.items.revision"),
            of("splits a price into an amount and a currency")
                    .edit("    BigDecimal price;", "    @Embedded Money price;")
                    .edit(
                            "@Entity\n@Table(name = \"item_children\"",
                            "@Embeddable\nclass Money {\n    @Column(name = \"price_amount\", precision = 19, scale = 4) BigDecimal amount;\n"
                                    + "    @Column(name = \"price_currency\", nullable = false, length = 3) String currency;\n}\n\n@Entity\n@Table(name = \"item_children\"")
                    .rename("catalog.items.price:price_amount")
                    .warns("catalog.items.price_amount", "catalog.items.price_currency")
                    .write("UPDATE catalog.items SET price_currency", "UPDATE catalog.items SET price_currency = 'EUR'")
                    .then("SELECT DISTINCT price_currency FROM catalog.items", "EUR"),
            of("moves an entity to another schema")
                    .omitOn(ModelChange.WITHOUT_SCHEMAS)
                    .loses("catalog.dispensables", "catalog.dispensable_attributes")
                    .edit(
                            "@Table(name = \"dispensables\", schema = \"catalog\")",
                            "@Table(name = \"dispensables\", schema = \"stock\")")
                    .edit(
                            "@CollectionTable(name = \"dispensable_attributes\", schema = \"catalog\"",
                            "@CollectionTable(name = \"dispensable_attributes\", schema = \"stock\""));

    private SupplyHistory() {}
}
