package dev.migrate.autogenerate.models;

import static dev.migrate.autogenerate.models.ModelChange.of;

import dev.migrate.testsupport.DatabaseProduct;
import java.util.Set;

/** Joined subclasses, mapped superclasses between them, embeddables with overrides, and audit tables. */
final class RecordsHistory {

    static final ModelHistory HISTORY = ModelHistory.of(
            "records",
            of("adds a field to an audited subclass")
                    .edit(
                            "    Double dose;",
                            "    Double dose;\n    @Column(name = \"num_refills\", nullable = false) Integer refills;")
                    .rows(
                            "INSERT INTO concept (concept_id, date_created, voided, name) VALUES (1, '2020-01-01 00:00:00', FALSE, 'Aspirin')",
                            "INSERT INTO concept (concept_id, date_created, voided, name) VALUES (2, '2020-01-01 00:00:00', TRUE, 'Acid')",
                            "INSERT INTO orders (order_id, date_created, voided, concept_id, date_activated, instructions)"
                                    + " VALUES (10, '2020-01-01 00:00:00', FALSE, 1, '2020-01-02 00:00:00', 'Daily')",
                            "INSERT INTO drug_order (order_id, dose, as_needed, brand_name) VALUES (10, 0.1, FALSE, 'Brand')",
                            "INSERT INTO orders (order_id, date_created, voided, concept_id, date_activated)"
                                    + " VALUES (11, '2020-01-01 00:00:00', FALSE, 2, '2020-01-02 00:00:00')",
                            "INSERT INTO test_order (order_id, laterality, number_of_repeats) VALUES (11, 'BILATERAL', 3)",
                            "INSERT INTO diagnosis (diagnosis_id, date_created, voided, diagnosis_coded, certainty, dx_rank)"
                                    + " VALUES (20, '2020-01-01 00:00:00', FALSE, 1, 'PROVISIONAL', 1)",
                            "INSERT INTO drug_ingredient (compound_id, ingredient_id, strength) VALUES (1, 2, 0.5)",
                            "INSERT INTO revinfo (rev, revtstmp) VALUES (1, 1600000000000)",
                            "INSERT INTO concept_aud (concept_id, rev, revtype, name, voided) VALUES (1, 1, 0, 'Asprin', FALSE)",
                            "INSERT INTO orders_aud (order_id, rev, revtype, instructions) VALUES (10, 1, 0, 'Weekly')",
                            "INSERT INTO drug_order_aud (order_id, rev, brand_name) VALUES (10, 1, 'Old')")
                    .write("UPDATE drug_order SET num_refills", "UPDATE drug_order SET num_refills = 3")
                    .warns("drug_order.num_refills"),
            of("stops the audit of a field and marks modified fields")
                    .edit(
                            "@Column(length = 2000) String instructions;",
                            "@Column(length = 2000) @NotAudited String instructions;")
                    .edit(
                            "@Table(name = \"diagnosis\")\n@Audited",
                            "@Table(name = \"diagnosis\")\n@Audited(withModifiedFlag = true)")
                    .loses("orders_aud.instructions"),
            of("renames an audited entity's table with its audit table")
                    .edit("@Table(name = \"concept\")", "@Table(name = \"term\")")
                    .rename("concept:term")
                    .rename("concept_aud:term_aud")
                    .warns("term", "term_aud"),
            of("removes a label and shortens a text")
                    .edit("PROVISIONAL, CONFIRMED }", "CONFIRMED, REFUTED }")
                    .edit("void_reason\", length = 255", "void_reason\", length = 100")
                    .rows("UPDATE diagnosis SET certainty = 'CONFIRMED'")
                    .warns(
                            "term.void_reason",
                            "term_aud.void_reason",
                            "orders.void_reason",
                            "orders_aud.void_reason",
                            "diagnosis.void_reason",
                            "diagnosis_aud.void_reason")
                    .warnsOn(
                            Set.of(DatabaseProduct.POSTGRESQL),
                            "diagnosis.diagnosis_certainty_check",
                            "diagnosis_aud.diagnosis_aud_certainty_check")
                    .warnsOn(
                            Set.of(DatabaseProduct.H2, DatabaseProduct.MARIADB, DatabaseProduct.MYSQL),
                            "diagnosis.certainty",
                            "diagnosis_aud.certainty"),
            of("puts the joined subclasses into one table")
                    .edit(
                            "@Inheritance(strategy = InheritanceType.JOINED)",
                            "@Inheritance(strategy = InheritanceType.SINGLE_TABLE)")
                    .edit(
                            "@Table(name = \"drug_order\")\n@PrimaryKeyJoinColumn(name = \"order_id\")\n@OnDelete(action = OnDeleteAction.CASCADE)\n",
                            "")
                    .edit(
                            "@Table(name = \"test_order\")\n@PrimaryKeyJoinColumn(name = \"order_id\")\n@OnDelete(action = OnDeleteAction.CASCADE)\n",
                            "")
                    .write(
                            "UPDATE orders SET dtype",
                            "UPDATE orders SET dtype = CASE"
                                    + " WHEN EXISTS (SELECT 1 FROM drug_order d WHERE d.order_id = orders.order_id) THEN 'DrugOrder'"
                                    + " WHEN EXISTS (SELECT 1 FROM test_order t WHERE t.order_id = orders.order_id) THEN 'TestOrder'"
                                    + " ELSE 'Prescription' END")
                    .write(
                            "UPDATE orders SET num_refills",
                            "UPDATE orders SET num_refills = COALESCE("
                                    + "(SELECT d.num_refills FROM drug_order d WHERE d.order_id = orders.order_id), 0)")
                    .write("UPDATE orders SET as_needed", "UPDATE orders SET as_needed = FALSE")
                    .write("UPDATE orders_aud SET dtype", "UPDATE orders_aud SET dtype = 'DrugOrder'")
                    .warns(
                            "orders.dtype",
                            "orders.num_refills",
                            "orders.as_needed",
                            "orders_aud.dtype",
                            "test_order_aud",
                            "orders.orders_dtype_check")
                    .then(
                            "SELECT order_id, dtype, num_refills FROM orders ORDER BY order_id",
                            "10,DrugOrder,3",
                            "11,TestOrder,0")
                    .loses("drug_order", "test_order", "drug_order_aud"));

    private RecordsHistory() {}
}
